import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, root } from './imports.ts';

/** Words that an outsider cannot read, and what the field calls it. A part of a name: `welcomeEvery` has `welcome`. */
const instead: Readonly<Record<string, string>> = {
	absorb: 'add (what a document holds)',
	door: 'the handshake, or authorize',
	gate: 'check',
	goodbye: 'close',
	judge: 'check an update; authorize a socket',
	keeper: 'what it owns, e.g. store, lease',
	mend: 'repair',
	paper: 'what it holds',
	salvage: 'separate refused updates',
	unwelcome: 'violation',
	visitor: 'socket, connection',
	welcome: 'the reply to a sync request',
	whose: 'filter, owner'
};

/** Files by these names alone say nothing: there were several, for different things. */
const tooGeneral = ['origin', 'origins', 'presence', 'refusals', 'registry', 'utils', 'helpers', 'types'];

const rooms = ['server/collab', 'src/document'].flatMap(files);

/** Names that stand in the code of a file: comments, texts and addresses left out. */
function namesIn(file: string): Set<string> {
	const code = readFileSync(join(root, file), 'utf8')
		.replace(/\/\*[\s\S]*?\*\//g, '')
		.replace(/(^|\s)\/\/.*$/gm, '')
		.replace(/'[^'\n]*'|"[^"\n]*"/g, '');
	return new Set(code.match(/[A-Za-z_$][\w$]*/g));
}

const partsOf = (name: string): string[] =>
	name.split(/[^A-Za-z]|(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])/).map((part) => part.toLowerCase());

describe('words', () => {
	it.each(Object.entries(instead))('“%s” is no name in the rooms of documents: %s', (word) => {
		const found = rooms.flatMap((file) =>
			[basename(file), ...namesIn(file)]
				.filter((name) => partsOf(name).includes(word))
				.map((name) => `${file}: ${name}`)
		);
		expect(found).toEqual([]);
	});

	it('reads names as their parts', () => {
		expect(partsOf('welcomeEvery')).toEqual(['welcome', 'every']);
		expect(partsOf('JUDGE_AGAIN')).toEqual(['judge', 'again']);
		expect(partsOf('sync-reply.ts')).toEqual(['sync', 'reply', 'ts']);
		expect([...namesIn('server/collab/room/sync-reply.ts')]).toContain('SyncReply');
	});

	it('a file is called by what is in it, so that it is told apart from the others', () => {
		const general = ['src/domain', 'src/document', 'src/lib', 'server']
			.flatMap(files)
			.filter((file) => tooGeneral.includes(basename(file).replace(/(\.svelte|\.test)?\.(ts|js|svelte)$/, '')));
		expect(general).toEqual([]);
	});
});
