import { afterEach, describe, expect, it, vi } from 'vitest';
import { isAppError } from '../../platform/errors.ts';
import { UnreadableDocument } from '../unreadable.ts';
import { createProjector, type Projector, type ProjectorDeps } from './projector.ts';

/** What the child does with it: see tests/support/projecting/child.ts. */
const does = (what: string, documentId: string) => ({ workspaceId: what, documentId });
const works = (documentId: string) => does('works', documentId);

describe('a projector', () => {
	const made: Projector[] = [];
	afterEach(async () => {
		for (const one of made.splice(0)) await one.close();
	});

	function create(more: Partial<ProjectorDeps> = {}) {
		/** What the child was asked for, in order. */
		const began: string[] = [];
		const log = { info: (_: object, message: string) => void began.push(message), warn: vi.fn(), error: vi.fn() };
		const projector = createProjector({
			address: 'starts',
			projectionsModule: new URL('file:///nowhere'),
			module: new URL('../../../tests/support/projecting/child.ts', import.meta.url),
			delays: [0, 10],
			log,
			...more
		});
		made.push(projector);
		return { projector, began, log };
	}
	const urgent = { urgent: true };

	it('takes one document after the other while nobody waits for them', async () => {
		const { projector, began } = create();
		const held = projector.project(does('is held', 'a'));
		const waiting = ['b', 'c'].map((id) => projector.project(works(id)));
		await projector.project(works('now'), urgent);
		expect(began).toEqual(['a', 'now']);
		await projector.project(does('lets go', 'a'), urgent);
		await Promise.all([held, ...waiting]);
		expect(began).toEqual(['a', 'now', 'a', 'b', 'c']);
	});

	it('begins at once what somebody waits for, some at a time', async () => {
		const { projector, began } = create();
		const held = ['a', 'b'].map((id) => projector.project(does('is held', id), urgent));
		await projector.project(works('c'), urgent);
		await projector.project(does('lets go', 'a'), urgent);
		await projector.project(does('lets go', 'b'), urgent);
		await Promise.all(held);
		expect(began).toEqual(['a', 'b', 'c', 'a', 'b']);
	});

	it('projects a document once for all who ask before it is begun, and again for who asks later', async () => {
		const { projector, began } = create();
		const first = projector.project(works('a'));
		const waiting = [projector.project(works('b')), projector.project(works('c'))];
		// Somebody waits for one that waited already: it is begun now, and both hear of it.
		waiting.push(projector.project(works('c'), urgent));
		// `a` has begun: it may have been read already.
		waiting.push(projector.project(works('a')), projector.project(works('a')));
		await Promise.all([first, ...waiting]);
		expect(began).toEqual(['a', 'c', 'b', 'a']);
	});

	it('says why one could not be projected, and goes on', async () => {
		const { projector, began } = create();
		const failed = (what: string) =>
			projector.project(does(what, what)).then(
				() => null,
				(error: unknown) => error
			);
		expect(await failed('fails')).toMatchObject({ message: 'the disk is full', code: '53100' });
		expect(await failed('cannot be read')).toBeInstanceOf(UnreadableDocument);
		const refused = await failed('is refused');
		expect([isAppError(refused), refused]).toMatchObject([true, { status: 503, code: 'storage_full', retryAfter: 30 }]);
		await projector.project(works('after'));
		expect(began).toEqual(['fails', 'cannot be read', 'is refused', 'after']);
	});

	it.each(['exits', 'throws', 'is killed'])(
		'whose child %s: what it was at is begun again by itself, and only what ends it once more is given up',
		async (how) => {
			const { projector, began, log } = create();
			const outcomes = await Promise.allSettled([
				projector.project(does(how, 'bad')),
				projector.project(works('beside it'), urgent),
				projector.project(works('b')),
				projector.project(works('c'), urgent)
			]);
			expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
			expect(began.filter((what) => what === 'bad')).toHaveLength(2);
			expect(log.error).toHaveBeenCalledTimes(2);
			const [first, second] = log.error.mock.calls as [[{ documents: string[] }, string], [{ documents: string[] }]];
			expect(first[0].documents).toContain('bad');
			expect(first[1]).toContain('started again');
			expect(second[0].documents).toEqual(['bad']);
			// Again and again: nobody waits for ever.
			await expect(projector.project(does(how, 'bad'))).rejects.toThrow('ended');
			await projector.project(works('d'));
		}
	);

	it('whose child does not even start keeps nobody waiting', async () => {
		const { projector, log } = create({ address: 'does not start' });
		const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => projector.project(works(id))));
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(log.error.mock.calls[0]![0]).toMatchObject({ err: { message: 'it ended with 4' } });
	});

	it('finishes what it has begun when it is closed, and begins nothing more', async () => {
		const { projector, began } = create();
		const outcomes = Promise.allSettled(['a', 'b'].map((id) => projector.project(works(id))));
		await projector.close();
		expect(began.filter((what) => what !== 'ends')).toEqual(['a']);
		expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
		await expect(projector.project(works('c'))).rejects.toThrow();
		projector.warm();
	});

	it('does not wait for ever for what does not end', async () => {
		const { projector } = create({ goodbyeTime: 50 });
		const outcome = Promise.allSettled([projector.project(does('is held', 'a'))]);
		await projector.close();
		expect(await outcome).toMatchObject([{ status: 'rejected' }]);
	});

	it('ends its child when there is nothing to do, and starts another', async () => {
		const { projector, began } = create({ idleTime: 10 });
		projector.warm();
		await projector.project(works('a'));
		await vi.waitFor(() => expect(began).toContain('ends'));
		await projector.project(works('b'));
		expect(began.filter((what) => what !== 'ends')).toEqual(['a', 'b']);
	});
});
