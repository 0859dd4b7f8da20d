// SPDX-License-Identifier: GPL-2.0-only
/* Imports a symbol of a namespace. */
#include <linux/dma-buf.h>
#include <linux/err.h>
#include <linux/module.h>

static int __init kw_buffer_init(void)
{
	struct dma_buf *buffer = dma_buf_get(-1);

	pr_info("kw_buffer: no buffer, %ld\n", PTR_ERR_OR_ZERO(buffer));
	return 0;
}

static void __exit kw_buffer_exit(void)
{
	pr_info("kw_buffer: bye\n");
}

module_init(kw_buffer_init);
module_exit(kw_buffer_exit);
MODULE_DESCRIPTION("Imports a symbol namespace");
/* Not MODULE_IMPORT_NS: Linux 6.13 changed what it takes. */
MODULE_INFO(import_ns, "DMA_BUF");
MODULE_LICENSE("GPL");
