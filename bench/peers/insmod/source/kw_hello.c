// SPDX-License-Identifier: GPL-2.0-only
/* The smallest module that still imports something of everyone's: slab, printk, parameters, PCI. */
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>

static int answer = 42;
module_param(answer, int, 0444);

static int __init kw_hello_init(void)
{
	void *memory = kmalloc(64, GFP_KERNEL);
	struct pci_dev *device = pci_get_device(0x1b36, 0x0005, NULL);

	pr_info("kw_hello: %d, memory %d, device %d\n", answer, memory != NULL, device != NULL);
	pci_dev_put(device);
	kfree(memory);
	return 0;
}

static void __exit kw_hello_exit(void)
{
	pr_info("kw_hello: bye\n");
}

module_init(kw_hello_init);
module_exit(kw_hello_exit);
MODULE_DESCRIPTION("Imports of the kernel alone");
MODULE_LICENSE("GPL");
