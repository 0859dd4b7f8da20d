// SPDX-License-Identifier: Apache-2.0

// The judges of our logs, on top of other people's code: the fsck package of Tessera reads every tile and every entry bundle of a log directory, and
// the tlog and note packages of the Go project check proofs. Also appends to a log of Tessera's own, as the peer of our benchmark.
//
//	tlog fsck DIR VKEY ORIGIN         check a whole log
//	tlog prove DIR VKEY INDEX         read one record through tiles with golang.org/x/mod/sumdb/tlog, print its leaf hash
//	tlog tree DIR VKEY OLD-SIZE ROOT  check that the log extends an older tree, with golang.org/x/mod/sumdb/tlog
//	tlog sign KEYFILE                 note signed by golang.org/x/mod/sumdb/note, text on standard input
//	tlog open VKEY                    verify a note on standard input, print its text
//	tlog append DIR COUNT SIZE        append records to a new Tessera log on a file system and wait until all are in a checkpoint
package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/api"
	"github.com/transparency-dev/tessera/client"
	"github.com/transparency-dev/tessera/fsck"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "tlog:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 4 && args[0] == "fsck" {
		return check(args[1], args[2], args[3])
	}
	if len(args) == 4 && args[0] == "prove" {
		return prove(args[1], args[2], args[3])
	}
	if len(args) == 5 && args[0] == "tree" {
		return tree(args[1], args[2], args[3], args[4])
	}
	if len(args) == 2 && args[0] == "sign" {
		return sign(args[1])
	}
	if len(args) == 2 && args[0] == "open" {
		return open(args[1])
	}
	if len(args) == 4 && args[0] == "append" {
		return appendRecords(args[1], args[2], args[3])
	}
	return errors.New("see the head of main.go")
}

func check(dir, vkey, origin string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	return fsck.New(origin, verifier, &client.FileFetcher{Root: dir}, leaves, fsck.Opts{N: 2}).Check(context.Background())
}

func leaves(bundle []byte) ([][]byte, error) {
	entries := &api.EntryBundle{}
	if err := entries.UnmarshalText(bundle); err != nil {
		return nil, err
	}
	var hashes [][]byte
	for _, entry := range entries.Entries {
		hashes = append(hashes, rfc6962.DefaultHasher.HashLeaf(entry))
	}
	return hashes, nil
}

// Tiles of a directory in the layout of c2sp.org/tlog-tiles, for the reader of the Go project.
type directory string

func (d directory) Height() int { return 8 }

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func (d directory) tree(vkey string) (tlog.Tree, error) {
	data, err := os.ReadFile(filepath.Join(string(d), "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func prove(dir, vkey, index string) error {
	d := directory(dir)
	tree, err := d.tree(vkey)
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(index, 10, 64)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, d)
	hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(tree.N, n, reader)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, hashes[0]); err != nil {
		return err
	}
	fmt.Println(hashes[0])
	for _, hash := range proof {
		fmt.Println(hash)
	}
	return nil
}

func tree(dir, vkey, oldSize, oldRoot string) error {
	d := directory(dir)
	tree, err := d.tree(vkey)
	if err != nil {
		return err
	}
	size, err := strconv.ParseInt(oldSize, 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(oldRoot)
	if err != nil {
		return err
	}
	proof, err := tlog.ProveTree(tree.N, size, tlog.TileHashReader(tree, d))
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, root); err != nil {
		return err
	}
	for _, hash := range proof {
		fmt.Println(hash)
	}
	return nil
}

func sign(keyFile string) error {
	key, err := os.ReadFile(keyFile)
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(key)))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(signed)
	return err
}

func open(vkey string) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	signed, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return err
	}
	fmt.Print(signed.Text)
	return nil
}

func appendRecords(dir, count, size string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	total, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	length, err := strconv.Atoi(size)
	if err != nil {
		return err
	}
	private, public, err := note.GenerateKey(nil, "bench.example/log")
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		return err
	}
	driver, err := posix.New(ctx, posix.Config{Path: dir})
	if err != nil {
		return err
	}
	options := tessera.NewAppendOptions().WithCheckpointSigner(signer).WithCheckpointInterval(time.Second).WithBatching(256, 250*time.Millisecond)
	appender, shutdown, _, err := tessera.NewAppender(ctx, driver, options)
	if err != nil {
		return err
	}
	start := time.Now()
	var group sync.WaitGroup
	failures := make(chan error, total)
	for caller := 0; caller < 64; caller++ {
		group.Add(1)
		go func() {
			defer group.Done()
			var futures []tessera.IndexFuture
			for n := caller; n < total; n += 64 {
				record := make([]byte, length)
				copy(record, base64.StdEncoding.EncodeToString([]byte(strconv.Itoa(n))))
				futures = append(futures, appender.Add(ctx, tessera.NewEntry(record)))
			}
			for _, future := range futures {
				if _, err := future(); err != nil {
					failures <- err
				}
			}
		}()
	}
	group.Wait()
	select {
	case err := <-failures:
		return err
	default:
	}
	sequenced := time.Since(start)
	if err := shutdown(ctx); err != nil {
		return err
	}
	published := time.Since(start)
	fmt.Printf("{\"entries\":%d,\"sequencedSeconds\":%.3f,\"publishedSeconds\":%.3f,\"vkey\":%q}\n", total, sequenced.Seconds(), published.Seconds(), public)
	return nil
}
