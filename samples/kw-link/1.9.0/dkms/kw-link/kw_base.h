/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KW_BASE_H
#define KW_BASE_H

#include <linux/types.h>

#define KW_FIRMWARE_FILE "kwlink-fw.bin"

/* The first 32 bytes of a firmware image; all numbers are little endian. */
struct kw_firmware_header {
	u8 magic[4];		/* "KWFW" */
	__le32 header_size;
	__le32 rev;
	__le32 payload_size;
	__le32 payload_sum;	/* Adler-32 */
	u8 component[12];
};

struct kw_port;

struct kw_port *kw_port_register(const char *name, unsigned int lanes);
void kw_port_unregister(struct kw_port *port);
unsigned int kw_port_count(void);
u32 kw_payload_sum(const u8 *bytes, size_t count);

#endif
