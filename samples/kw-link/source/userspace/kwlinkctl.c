// SPDX-License-Identifier: Apache-2.0
#include "kwlink.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int print_version(void)
{
	char module[64];

	printf("library %s\n", kwlink_version());
	if (kwlink_module_version("/sys", module, sizeof(module)) == 0)
		printf("module  %s\n", module);
	else
		printf("module  not loaded\n");
	return 0;
}

static int print_firmware(const char *path)
{
	struct kwlink_firmware firmware;

	if (kwlink_firmware_read(path, &firmware) != 0) {
		fprintf(stderr, "kwlinkctl: %s: %s\n", path, strerror(errno));
		return 1;
	}
	printf("component %s\nrev       v%u\npayload   %u bytes\n", firmware.component, firmware.rev, firmware.payload_size);
	return 0;
}

int main(int count, char **words)
{
	if (count == 2 && strcmp(words[1], "version") == 0)
		return print_version();
	if (count == 3 && strcmp(words[1], "firmware") == 0)
		return print_firmware(words[2]);
	fprintf(stderr, "usage: kwlinkctl version | kwlinkctl firmware FILE\n");
	return 2;
}
