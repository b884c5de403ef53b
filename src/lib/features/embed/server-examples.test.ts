import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readProof } from '#server/areas/customers/identity-proof.ts';
import { serverExamples } from './server-examples.ts';

it.each(['docs/embed.md', 'docs/embed.zh-CN.md'])('%s has them as they are', (file) => {
	const text = readFileSync(file, 'utf8');
	for (const example of Object.values(serverExamples)) expect(text).toContain(example);
});

it('what the one for Node makes is a proof', () => {
	const run = `${serverExamples.Node}\nprocess.stdout.write(proofOf('C-林-17'));`;
	const token = execFileSync(process.execPath, ['--input-type=module', '-e', run], {
		env: { ...process.env, WAYFELT_SECRET: 'wfid_tried' },
		encoding: 'utf8'
	});
	expect(readProof(token, ['wfid_tried'], new Date())).toEqual({ customer: { externalId: 'C-林-17' } });
});
