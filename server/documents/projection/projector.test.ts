import { afterEach, describe, expect, it, vi } from 'vitest';
import { isAppError } from '../../platform/errors.ts';
import { UnreadableDocument } from '../unreadable.ts';
import { createProjector, type Projector, type ProjectorDeps } from './projector.ts';

/** What the thread does with it: see tests/support/projecting/thread.ts. */
const does = (what: string, documentId: string) => ({ workspaceId: what, documentId });
const works = (documentId: string) => does('works', documentId);

describe('a projector', () => {
	const made: Projector[] = [];
	afterEach(async () => {
		for (const one of made.splice(0)) await one.close();
	});

	function create(more: Partial<ProjectorDeps> = {}) {
		/** What the thread was asked for, in order. */
		const began: string[] = [];
		const log = { info: (_: object, message: string) => void began.push(message), warn: vi.fn(), error: vi.fn() };
		const projector = createProjector({
			address: 'starts',
			projectionsModule: new URL('file:///nowhere'),
			thread: new URL('../../../tests/support/projecting/thread.ts', import.meta.url),
			delays: [0, 10],
			log,
			...more
		});
		made.push(projector);
		return { projector, began, log };
	}

	it('takes one document after the other, and first those for which somebody waits', async () => {
		const { projector, began } = create();
		const all = ['a', 'b', 'c'].map((id) => projector.project(works(id)));
		all.push(projector.project(works('now'), { urgent: true }));
		await Promise.all(all);
		expect(began).toEqual(['a', 'now', 'b', 'c']);
	});

	it('projects a document once for all who ask before it is begun, and again for who asks later', async () => {
		const { projector, began } = create();
		const first = projector.project(works('a'));
		const waiting = [projector.project(works('b')), projector.project(works('c'))];
		// Somebody waits for one that waited already: it goes to the front, and both hear of it.
		waiting.push(projector.project(works('c'), { urgent: true }), projector.project(works('c')));
		// `a` has begun: it may have been read already.
		waiting.push(projector.project(works('a')));
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

	it.each(['exits', 'throws'])(
		'whose thread %s: only that document is given up, the others are projected',
		async (how) => {
			const { projector, began, log } = create();
			const outcomes = await Promise.allSettled([
				projector.project(works('a')),
				projector.project(does(how, 'bad')),
				projector.project(works('b')),
				projector.project(works('c'), { urgent: true })
			]);
			expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
			expect(began).toEqual(['a', 'c', 'bad', 'b']);
			expect(log.error).toHaveBeenCalledTimes(1);
			expect(log.error.mock.calls[0]).toMatchObject([{ document: 'bad' }, expect.stringContaining('started again')]);
			// Again and again: nobody waits for ever.
			for (let n = 0; n < 3; n++) await expect(projector.project(does(how, 'bad'))).rejects.toThrow('ended');
			await projector.project(works('d'));
		}
	);

	it('whose thread does not even start keeps nobody waiting', async () => {
		const { projector, log } = create({ address: 'does not start' });
		const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => projector.project(works(id))));
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(log.error).toHaveBeenCalledTimes(1);
		expect(log.error.mock.calls[0]![0]).toMatchObject({ err: { message: 'nothing to start with' } });
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

	it('ends its thread when there is nothing to do, and starts another', async () => {
		const { projector, began } = create({ idleTime: 10 });
		projector.warm();
		await projector.project(works('a'));
		await vi.waitFor(() => expect(began).toContain('ends'));
		await projector.project(works('b'));
		expect(began.filter((what) => what !== 'ends')).toEqual(['a', 'b']);
	});
});
