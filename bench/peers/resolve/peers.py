# SPDX-License-Identifier: Apache-2.0
"""peers.py PROBLEM SOLVER HOSTS: what libsolv, clingo or z3 choose for the first hosts of a problem written by `ResolveBenchmark export`; prints hosts, differences and hosts/s.

A package is a solvable `driver` whose version is its place in the order of preference; what it needs of the host are its requirements, what the host has are the
provides of one installed solvable. Making the package side (pool, facts) is not timed, everything for a host is."""
import subprocess, sys, time

path, peer, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
packages, hosts = [], []
for line in open(path):
    kind, *rest = line.split()
    (packages if kind == "p" else hosts).append(rest)
hosts = hosts[:count]
expected = [None if host[-1] == "-" else int(host[-1]) for host in hosts]


def by_libsolv():
    import solv

    pool = solv.Pool()
    pool.setarch("amd64")
    catalogue, system = pool.add_repo("catalogue"), pool.add_repo("system")
    pool.installed = system
    flags = {"=": solv.REL_EQ, ">=": solv.REL_EQ | solv.REL_GT}

    def dep(name, op=None, value=None):
        return pool.Dep(name) if op is None else pool.Dep(name).Rel(flags[op], pool.Dep(value))

    for rank, isa, series, page, libc, gpu, profile in packages:
        one = catalogue.add_solvable()
        one.name, one.evr, one.arch = "driver", str(len(packages) - int(rank)), "all"
        one.add_provides(dep("driver", "=", one.evr))
        needs = [dep("isa-" + isa), dep("kernel", "=" if series[0] == "=" else ">=", series.lstrip("="))]
        needs += [dep("page-" + page)] if page != "-" else []
        needs += [dep("glibc", ">=", libc)] if libc != "-" else []
        needs += [dep("gpu-" + gpu)] if gpu != "-" else []
        needs += [dep("profile-" + profile)] if profile != "-" else []
        for need in needs:
            one.add_requires(need)
    start = time.perf_counter()
    answers = []
    for isa, series, page, libc, gpu, profiles, _ in hosts:
        system.empty()
        host = system.add_solvable()
        host.name, host.evr, host.arch = "host", "1", "all"
        for has in [dep("isa-" + isa), dep("kernel", "=", series), dep("page-" + page), dep("glibc", "=", libc), dep("gpu-" + gpu)] + [dep("profile-" + one) for one in profiles.split(",")]:
            host.add_provides(has)
        pool.createwhatprovides()
        solver = pool.Solver()
        problems = solver.solve([pool.Job(solv.Job.SOLVER_INSTALL | solv.Job.SOLVER_SOLVABLE_NAME, pool.str2id("driver"))])
        news = [] if problems else [one for one in solver.transaction().newsolvables() if one.name == "driver"]
        answers.append(len(packages) - int(news[0].evr) if news else None)
    return answers, time.perf_counter() - start


def by_clingo():
    rules = ["ok(H,P) :- h(H,I,K,G,L,U), p(P,I,A,B,PG,PL,PU,PF), K >= A, K <= B, 1 { PG = none; PG = G } , L >= PL, 1 { PU = none; PU = U }, 1 { PF = none; f(H,PF) }.",
             "best(H,B) :- h(H,_,_,_,_,_), B = #min { P : ok(H,P) }, ok(H,B).", "#show best/2."]
    rules[0] = "ok(H,P) :- h(H,I,K,G,L,U), p(P,I,A,B,PG,PL,PU,PF), K >= A, K <= B, any(PG,G), L >= PL, any(PU,U), profile(H,PF)."
    rules += ["any(none,X) :- h(_,_,_,X,_,_).", "any(none,X) :- h(_,_,_,_,_,X).", "any(X,X) :- h(_,_,_,X,_,_).", "any(X,X) :- h(_,_,_,_,_,X).", "profile(H,none) :- h(H,_,_,_,_,_)."]
    for rank, isa, series, page, libc, gpu, profile in packages:
        low, high = (series[1:], series[1:]) if series[0] == "=" else (series, 999)
        rules.append(f"p({rank},{isa},{low},{high},{'none' if page == '-' else page},{0 if libc == '-' else libc},{'none' if gpu == '-' else gpu},{'none' if profile == '-' else 'fusion'}).")
    for number, (isa, series, page, libc, gpu, profiles, _) in enumerate(hosts):
        rules.append(f"h({number},{isa},{series},{page},{libc},{gpu}).")
        rules += [f"profile({number},fusion)."] if "fusion-1.0" in profiles.split(",") else []
    start = time.perf_counter()
    text = subprocess.run(["clingo", "-", "--verbose=0"], input="\n".join(rules), capture_output=True, text=True).stdout
    elapsed = time.perf_counter() - start
    answers = [None] * len(hosts)
    for atom in text.split():
        if atom.startswith("best("):
            host, rank = atom[5:-1].split(",")
            answers[int(host)] = int(rank)
    return answers, elapsed


def by_z3():
    isas, gpus = {}, {}
    number = lambda table, word: table.setdefault(word, len(table))
    head = ["(set-option :produce-models true)"] + [f"(declare-const {name} Int)" for name in ("isa", "series", "page", "libc", "gpu", "rank")] + ["(declare-const fusion Bool)"]
    cases = []
    for rank, isa, series, page, libc, gpu, profile in packages:
        needs = [f"(= isa {number(isas, isa)})", f"({'=' if series[0] == '=' else '>='} series {series.lstrip('=')})"]
        needs += [f"(= page {page})"] if page != "-" else []
        needs += [f"(>= libc {libc})"] if libc != "-" else []
        needs += [f"(= gpu {number(gpus, gpu)})"] if gpu != "-" else []
        needs += ["fusion"] if profile != "-" else []
        cases.append(f"(and (= rank {rank}) {' '.join(needs)})")
    script = head + [f"(assert (or {' '.join(cases)}))", "(minimize rank)"]
    for isa, series, page, libc, gpu, profiles, _ in hosts:
        fusion = "true" if "fusion-1.0" in profiles.split(",") else "false"
        script += ["(push)", f"(assert (and (= isa {number(isas, isa)}) (= series {series}) (= page {page}) (= libc {libc}) (= gpu {number(gpus, gpu)}) (= fusion {fusion})))", "(check-sat)", "(eval rank)", "(pop)"]
    start = time.perf_counter()
    lines = subprocess.run(["z3", "-in"], input="\n".join(script), capture_output=True, text=True).stdout.splitlines()
    elapsed = time.perf_counter() - start
    answers, place = [], 0
    for _ in hosts:
        answers.append(int(lines[place + 1]) if lines[place] == "sat" else None)
        place += 2
    return answers, elapsed


answers, seconds = {"libsolv": by_libsolv, "clingo": by_clingo, "z3": by_z3}[peer]()
differences = sum(one != other for one, other in zip(answers, expected))
print(f"| {peer} | {len(hosts)} | {len(packages)} | {differences} | {len(hosts) / seconds:.0f} |")
sys.exit(1 if differences else 0)
