#!/usr/bin/env python3
"""The four main checks of a hosting file, as one would write them in an afternoon.

    four-checks.py FILE OR FOLDER…

It is here to be measured beside hostlint (docs/performance.md): PyYAML with its
loader in C, one pass over what it gives. It knows neither where a value stands
nor what is unknown, takes the file to be without faults of its own, and does not
resolve what is inherited beyond the customer and the reseller.
"""

import os
import re
import sys

import yaml

UNITS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}
LROB = {"ns1.lrob.net", "ns2.lrob.net", "ns3.lrob.net"}
OWN_KEYS = ("dns", "nameservers", "dns_sync", "aliases", "subdomains")


def size(value):
    """A quantity as a number; None where it is unlimited or none."""
    if value is None or value in ("unlimited", -1):
        return None
    if isinstance(value, (int, float)):
        return value
    match = re.fullmatch(r"([\d.]+)\s*([kmgtp]?)(?:i?[bo])?", str(value).strip(), re.I)
    return float(match[1]) * 1024 ** UNITS[match[2].lower()] if match else None


def provider(*levels):
    """Who answers for a zone, by the nearest level that says so."""
    for level in levels:
        if level.get("nameservers"):
            return "lrob" if set(level["nameservers"]) <= LROB else "external"
        if level.get("dns"):
            return level["dns"]
    return None


def inherited(key, *levels):
    return next((level[key] for level in levels if level.get(key) is not None), None)


def limits(subscription, customer, packs):
    names = [subscription.get("pack", customer.get("pack")), *subscription.get("addons", [])]
    total = {}
    for name in names:
        for resource, value in (packs.get(name) or {}).get("limits", {}).items():
            number = size(value)
            known = total.get(resource, 0)
            total[resource] = None if number is None or known is None else known + number
    total.update((key, size(value)) for key, value in subscription.get("limits", {}).items())
    return total


def check(subscription, customer, reseller, packs):
    name = subscription.get("name", subscription.get("domain"))
    domains = subscription.get("domains")
    if domains is None:
        domains = [{key: subscription[key] for key in OWN_KEYS if key in subscription}]
        domains[0]["name"] = subscription.get("domain")
    domains = [domain if isinstance(domain, dict) else {"name": domain} for domain in domains]
    if len(domains) > 1:
        yield f"{name}: more than one domain"
    if subscription.get("pack", customer.get("pack")) is None:
        yield f"{name}: no pack"
    for domain in domains:
        above = (domain, subscription, reseller)
        for alias in domain.get("aliases", []):
            alias = alias if isinstance(alias, dict) else {"name": alias}
            if inherited("dns_sync", alias, *above) and not (
                provider(*above) in ("lrob", None) and provider(alias, *above) in ("lrob", None)
            ):
                yield f"{alias['name']}: DNS sync without LRob DNS"
    usage = subscription.get("usage", {})
    for resource, limit in limits(subscription, customer, packs).items():
        used = size(usage.get(resource))
        if limit is not None and used is not None and used > limit:
            yield f"{name}: over its limit of {resource}"


def files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, _, names in os.walk(path):
            yield from (os.path.join(folder, name) for name in names if name.endswith(".yaml"))


def main(paths):
    documents = []
    for path in files(paths):
        with open(path, "rb") as file:
            documents += yaml.load_all(file, Loader=yaml.CSafeLoader)
    reseller, packs, customers = {}, {}, {}
    for document in documents:
        if isinstance(document.get("reseller"), dict):
            reseller = document["reseller"]
        packs.update(document.get("packs", {}))
        customers.update((entry["login"], entry) for entry in document.get("customers", []))
    count = 0
    for document in documents:
        lists = [(entry, entry.get("subscriptions", [])) for entry in document.get("customers", [])]
        for entry in document.get("subscriptions", []):
            lists.append((customers.get(entry.get("customer"), {}), [entry]))
        for customer, subscriptions in lists:
            for subscription in subscriptions:
                for finding in check(subscription, customer, reseller, packs):
                    print(finding)
                    count += 1
    print(f"{count} findings")


if __name__ == "__main__":
    main(sys.argv[1:])
