// SPDX-License-Identifier: Apache-2.0
#include "kwlink.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define HEADER_SIZE 32u
#define ADLER_MODULUS 65521u

const char *kwlink_version(void)
{
	return KW_VERSION;
}

int kwlink_module_version(const char *sysfs, char *text, int size)
{
	char path[4096];
	FILE *file;
	char *read;

	if (snprintf(path, sizeof(path), "%s/module/kw_base/version", sysfs) >= (int)sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	file = fopen(path, "re");
	if (!file)
		return -1;
	read = fgets(text, size, file);
	fclose(file);
	if (!read) {
		errno = EIO;
		return -1;
	}
	text[strcspn(text, "\n")] = '\0';
	return 0;
}

static uint32_t number(const unsigned char *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static uint32_t sum_rest(FILE *file, uint32_t *count)
{
	uint32_t low = 1, high = 0;
	int byte;

	for (*count = 0; (byte = getc(file)) != EOF; (*count)++) {
		low = (low + (uint32_t)byte) % ADLER_MODULUS;
		high = (high + low) % ADLER_MODULUS;
	}
	return high << 16 | low;
}

int kwlink_firmware_read(const char *path, struct kwlink_firmware *firmware)
{
	unsigned char header[HEADER_SIZE];
	uint32_t count, sum;
	FILE *file = fopen(path, "re");

	if (!file)
		return -1;
	if (fread(header, 1, sizeof(header), file) != sizeof(header) || memcmp(header, "KWFW", 4) != 0 || number(header + 4) != HEADER_SIZE) {
		fclose(file);
		errno = EINVAL;
		return -1;
	}
	sum = sum_rest(file, &count);
	fclose(file);
	if (number(header + 12) != count || number(header + 16) != sum) {
		errno = EBADMSG;
		return -1;
	}
	firmware->rev = number(header + 8);
	firmware->payload_size = count;
	memcpy(firmware->component, header + 20, 12);
	firmware->component[12] = '\0';
	return 0;
}
