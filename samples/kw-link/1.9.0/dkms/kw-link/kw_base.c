// SPDX-License-Identifier: GPL-2.0-only
/* The port table of the sample link driver: exports what kw_link imports. */
#include <linux/err.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "kw_base.h"

struct kw_port {
	struct list_head entry;
	unsigned int lanes;
	char name[32];
};

static LIST_HEAD(kw_ports);
static DEFINE_MUTEX(kw_ports_lock);

static unsigned int max_ports = 16;
module_param(max_ports, uint, 0444);
MODULE_PARM_DESC(max_ports, "how many ports may be registered at once");

static unsigned int count_locked(void)
{
	struct kw_port *port;
	unsigned int count = 0;

	list_for_each_entry(port, &kw_ports, entry)
		count++;
	return count;
}

struct kw_port *kw_port_register(const char *name, unsigned int lanes)
{
	struct kw_port *port;

	port = kzalloc(sizeof(*port), GFP_KERNEL);
	if (!port)
		return ERR_PTR(-ENOMEM);
	strscpy(port->name, name, sizeof(port->name));
	port->lanes = lanes;

	mutex_lock(&kw_ports_lock);
	if (count_locked() >= max_ports) {
		mutex_unlock(&kw_ports_lock);
		kfree(port);
		return ERR_PTR(-ENOSPC);
	}
	list_add_tail(&port->entry, &kw_ports);
	mutex_unlock(&kw_ports_lock);
	pr_info("kw_base: port %s with %u lanes\n", port->name, lanes);
	return port;
}
EXPORT_SYMBOL_GPL(kw_port_register);

void kw_port_unregister(struct kw_port *port)
{
	mutex_lock(&kw_ports_lock);
	list_del(&port->entry);
	mutex_unlock(&kw_ports_lock);
	kfree(port);
}
EXPORT_SYMBOL_GPL(kw_port_unregister);

unsigned int kw_port_count(void)
{
	unsigned int count;

	mutex_lock(&kw_ports_lock);
	count = count_locked();
	mutex_unlock(&kw_ports_lock);
	return count;
}
EXPORT_SYMBOL_GPL(kw_port_count);

u32 kw_payload_sum(const u8 *bytes, size_t count)
{
	u32 low = 1, high = 0;

	while (count--) {
		low = (low + *bytes++) % 65521;
		high = (high + low) % 65521;
	}
	return high << 16 | low;
}
EXPORT_SYMBOL_GPL(kw_payload_sum);

static int __init kw_base_init(void)
{
	pr_info("kw_base: " KW_VERSION " loaded, room for %u ports\n", max_ports);
	return 0;
}

static void __exit kw_base_exit(void)
{
	pr_info("kw_base: unloaded\n");
}

module_init(kw_base_init);
module_exit(kw_base_exit);
MODULE_DESCRIPTION("Port table of the Keyway sample link driver");
MODULE_AUTHOR("The Keyway authors");
MODULE_LICENSE("GPL");
MODULE_VERSION(KW_VERSION);
