// SPDX-License-Identifier: GPL-2.0-only
/* The link driver: binds to QEMU's PCI test device, so that it can be loaded, probed and given firmware without special hardware. */
#include <linux/err.h>
#include <linux/firmware.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "kw_base.h"

static unsigned int lanes = 4;
module_param(lanes, uint, 0444);
MODULE_PARM_DESC(lanes, "lanes of each port");

struct kw_link {
	struct kw_port *port;
	u32 firmware_rev;
};

static int check_firmware(struct device *dev, const struct firmware *image, u32 *rev)
{
	const struct kw_firmware_header *header = (const void *)image->data;
	size_t payload;

	if (image->size < sizeof(*header) || memcmp(header->magic, "KWFW", 4) || le32_to_cpu(header->header_size) != sizeof(*header)) {
		dev_err(dev, "firmware %s has no valid header\n", KW_FIRMWARE_FILE);
		return -EINVAL;
	}
	payload = image->size - sizeof(*header);
	if (le32_to_cpu(header->payload_size) != payload || le32_to_cpu(header->payload_sum) != kw_payload_sum(image->data + sizeof(*header), payload)) {
		dev_err(dev, "firmware %s is damaged\n", KW_FIRMWARE_FILE);
		return -EBADMSG;
	}
	*rev = le32_to_cpu(header->rev);
	return 0;
}

static int load_firmware(struct device *dev, u32 *rev)
{
	const struct firmware *image;
	int error = request_firmware(&image, KW_FIRMWARE_FILE, dev);

	if (error)
		return error;
	error = check_firmware(dev, image, rev);
	release_firmware(image);
	return error;
}

static int kw_link_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct kw_link *link;
	int error = pcim_enable_device(pdev);

	if (error)
		return error;
	link = devm_kzalloc(&pdev->dev, sizeof(*link), GFP_KERNEL);
	if (!link)
		return -ENOMEM;
	error = load_firmware(&pdev->dev, &link->firmware_rev);
	if (error)
		return error;
	link->port = kw_port_register(pci_name(pdev), lanes);
	if (IS_ERR(link->port))
		return PTR_ERR(link->port);
	pci_set_drvdata(pdev, link);
	dev_info(&pdev->dev, "firmware v%u accepted, %u port(s)\n", link->firmware_rev, kw_port_count());
	return 0;
}

static void kw_link_remove(struct pci_dev *pdev)
{
	struct kw_link *link = pci_get_drvdata(pdev);

	kw_port_unregister(link->port);
}

static const struct pci_device_id kw_link_ids[] = {
	{ PCI_DEVICE(PCI_VENDOR_ID_REDHAT, 0x0005) },	/* QEMU pci-testdev */
	{ }
};
MODULE_DEVICE_TABLE(pci, kw_link_ids);

static struct pci_driver kw_link_driver = {
	.name = "kw_link",
	.id_table = kw_link_ids,
	.probe = kw_link_probe,
	.remove = kw_link_remove,
};
module_pci_driver(kw_link_driver);

MODULE_DESCRIPTION("Keyway sample link driver");
MODULE_AUTHOR("The Keyway authors");
MODULE_LICENSE("GPL");
MODULE_VERSION(KW_VERSION);
MODULE_FIRMWARE(KW_FIRMWARE_FILE);
