import { withoutPerson } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import { contentsOfAnswers } from '../surveys/contents.ts';
import { detachResponses, givenAnswers, oneCorrection } from './repo/corrections.ts';

/**
 * Takes the person out of answers whose numbers stay, in the caller's transaction. What else of an answer may stay, the
 * kind of its question says; of one whose survey cannot be read nothing does.
 * @param newId ids that tell nothing
 * @returns how many there were
 */
export async function detach(
	trx: Trx,
	workspaceId: string,
	ids: readonly string[],
	newId: () => string
): Promise<number> {
	// Nobody changes an answer between the look at it and its end.
	await oneCorrection(trx, workspaceId);
	const given = await givenAnswers(trx, workspaceId, ids);
	const contentOf = await contentsOfAnswers(trx, workspaceId, given);
	return detachResponses(
		trx,
		workspaceId,
		given.map((one) => {
			const content = contentOf(one);
			return { id: one.id, newId: newId(), answers: content === undefined ? {} : withoutPerson(content, one.answers) };
		})
	);
}
