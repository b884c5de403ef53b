import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { canonical } from '#domain/shared/canonical.ts';
import { isId } from '#domain/shared/ids.ts';
import {
	CorrectResponse,
	CreateResponseView,
	DecideResponses,
	forCorrecting,
	nothingRequired,
	TagResponses,
	validate,
	type Answers
} from '#domain/survey/index.ts';
import { againIfLost } from '../../db/lost-race.ts';
import type { Trx } from '../../db/scope.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { storedBeside } from '../answers/prepare.ts';
import { correctAnswer, lockAnswer } from '../answers/repo/change-answer.ts';
import { decideByIds } from '../answers/repo/marks.ts';
import {
	addTags,
	allTags,
	correctionsOf,
	deleteView,
	keepView,
	noteCorrections,
	removeTags
} from '../answers/repo/notes.ts';
import { versionsOfAnswers } from '../surveys/repo/surveys.ts';
import { storedContent } from '../surveys/stored-content.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { DeskDeps, ResponseDesk } from './desk.ts';

type Writes = Pick<ResponseDesk, 'decide' | 'correct' | 'undo' | 'tag' | 'keepView' | 'deleteView'>;
type Corrected = { readonly answers: Answers; readonly why: string | null; readonly undoes: string | null };

const MOST_TAGS = 1000;

export const createDeskWrites = (deps: DeskDeps, reads: Pick<ResponseDesk, 'find'>): Writes => ({
	...createDecisions(deps),
	...createCorrections(deps, reads),
	...createNotes(deps)
});

function createDecisions({ db, newId, now }: DeskDeps): Pick<Writes, 'decide'> {
	return {
		async decide(actor, input) {
			authorize(actor, 'response.judge');
			const { ids, leftOut, why = null } = checked(DecideResponses, input);
			const { workspaceId, userId: by } = actor;
			const changed = await againIfLost(() =>
				db.inWorkspace(workspaceId, async (trx) => {
					const at = now();
					const done = await decideByIds(trx, workspaceId, ids, { leftOut, by, at, actor: eventActor(actor) });
					const change = leftOut ? 'left-out' : 'taken-in';
					const same = { change, why, before: null, after: null, undoes: null, by, at } as const;
					await noteCorrections(
						trx,
						workspaceId,
						done.map((responseId) => ({ ...same, id: newId(), responseId }))
					);
					return done;
				})
			);
			return { changed };
		}
	};
}

function createCorrections(
	{ db, newId, now }: DeskDeps,
	{ find }: Pick<ResponseDesk, 'find'>
): Pick<Writes, 'correct' | 'undo'> {
	/** @param become what the stored answers become; they are locked */
	async function correcting(
		actor: Actor,
		id: string,
		become: (
			stored: Answers,
			trx: Trx
		) => Promise<{ readonly given: Record<string, unknown> } & Omit<Corrected, 'answers'>>
	): Promise<void> {
		const { workspaceId } = actor;
		if (!isId(id)) throw notFound();
		await againIfLost(() =>
			db.inWorkspace(workspaceId, async (trx) => {
				const stored = await lockAnswer(trx, workspaceId, id);
				if (stored === undefined) throw notFound();
				const [version] = await versionsOfAnswers(trx, workspaceId, [stored]);
				if (version === undefined) throw notFound();
				const { given, why, undoes } = await become(stored.answers, trx);
				const content = storedContent(version.content);
				// Whoever broke off has not answered all that had to be.
				const read = validate(forCorrecting(stored.partial ? nothingRequired(content) : content), given);
				if (!read.ok) throw invalid(read.issues);
				const answers = read.value;
				if (canonical(answers) === canonical(stored.answers)) throw conflict('nothing_changed');
				await correctAnswer(trx, {
					workspaceId,
					id,
					touchpointId: stored.touchpoint_id,
					answers,
					...storedBeside({ content, definitions: version.definitions }, answers),
					actor: eventActor(actor)
				});
				await noteCorrections(trx, workspaceId, [
					{
						id: newId(),
						responseId: id,
						change: 'answers',
						why,
						before: stored.answers,
						after: answers,
						undoes,
						by: actor.userId,
						at: now()
					}
				]);
			})
		);
	}

	return {
		async correct(actor, id, input, locale) {
			authorize(actor, 'response.judge');
			const { answers: given, why } = checked(CorrectResponse, input);
			await correcting(actor, id, () => Promise.resolve({ given, why, undoes: null }));
			return find(actor, id, locale);
		},

		async undo(actor, id, correction, locale) {
			authorize(actor, 'response.judge');
			await correcting(actor, id, async (stored, trx) => {
				const [latest] = (await correctionsOf(trx, actor.workspaceId, id)).filter(({ change }) => change === 'answers');
				if (latest?.id !== correction) throw latest === undefined ? notFound() : conflict('changed_since');
				if (canonical(latest.after) !== canonical(stored)) throw conflict('changed_since');
				return { given: { ...latest.before }, why: null, undoes: latest.id };
			});
			return find(actor, id, locale);
		}
	};
}

function createNotes({ db, newId }: DeskDeps): Pick<Writes, 'tag' | 'keepView' | 'deleteView'> {
	return {
		async tag(actor, input) {
			authorize(actor, 'response.organise');
			const { ids, add, remove } = checked(TagResponses, input);
			const { workspaceId, userId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				if (add.length > 0) await addTags(trx, workspaceId, ids, [...new Set(add)], userId);
				if (remove.length > 0) await removeTags(trx, workspaceId, ids, remove);
				return { tags: await allTags(trx, workspaceId, MOST_TAGS) };
			});
		},

		async keepView(actor, input) {
			authorize(actor, 'response.organise');
			const { name, query } = checked(CreateResponseView, input);
			const { workspaceId, userId } = actor;
			const view = { id: newId(), name, query, created_by: userId };
			const kept = await db.inWorkspace(workspaceId, (trx) => keepView(trx, workspaceId, view));
			return { id: kept.id, name: kept.name, query: kept.query };
		},

		async deleteView(actor, id) {
			authorize(actor, 'response.organise');
			const { workspaceId } = actor;
			const found = isId(id) && (await db.inWorkspace(workspaceId, (trx) => deleteView(trx, workspaceId, id)));
			if (!found) throw notFound();
		}
	};
}
