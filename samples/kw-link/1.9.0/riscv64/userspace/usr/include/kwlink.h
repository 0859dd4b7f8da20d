/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KWLINK_H
#define KWLINK_H

#include <stdint.h>

struct kwlink_firmware {
	uint32_t rev;
	uint32_t payload_size;
	char component[13];
};

/* The version of this library. */
const char *kwlink_version(void);

/* The version of the loaded kernel module under `sysfs` (normally "/sys"), or -1 with errno when none is loaded. */
int kwlink_module_version(const char *sysfs, char *text, int size);

/* Reads and checks a firmware image; 0, or -1 with errno. Since 2.3. */
int kwlink_firmware_read(const char *path, struct kwlink_firmware *firmware);

#endif
