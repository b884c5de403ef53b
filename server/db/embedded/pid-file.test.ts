import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Cluster } from './cluster.ts';
import { postmasterPid } from './pid-file.ts';

const data = mkdtempSync(join(tmpdir(), 'wayfelt-pid-'));
const path = join(data, 'postmaster.pid');
const cluster = { data } as Cluster;
afterEach(() => rmSync(path, { force: true, recursive: true }));

describe("the server's process id", () => {
	test('is the first line of its file', () => {
		writeFileSync(path, '4711\n/data\n1700000000\n');
		expect(postmasterPid(cluster)).toBe(4711);
	});

	test('is not there without a file, while it is being written, and when it is none', () => {
		expect(postmasterPid(cluster)).toBeNull();
		for (const written of ['', 'x', '0', '1']) {
			writeFileSync(path, written);
			expect(postmasterPid(cluster)).toBeNull();
		}
	});

	test('a file that cannot be read is said, not taken for none', () => {
		mkdirSync(path);
		expect(() => postmasterPid(cluster)).toThrow('EISDIR');
	});
});
