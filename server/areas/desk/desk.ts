import type {
	ResponseDetailView,
	ResponseFacets,
	ResponsesSummaryView,
	SavedView,
	TagView
} from '#contract/response-desk.ts';
import type { Actor } from '#domain/access/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import type { Locale } from '#domain/shared/locale.ts';
import type { Db } from '../../db/scope.ts';
import { createDeskReads } from './desk-reads.ts';
import { createDeskWrites } from './desk-writes.ts';

/** Answers as the team works with them: chosen, summed up, read one by one, tagged, decided about and put right. */
export interface ResponseDesk {
	/** What there is to choose by. */
	facets(actor: Actor | null): Promise<ResponseFacets>;
	/** How many a filter chooses, on which days, and what those that are marked do to the numbers. */
	summary(actor: Actor | null, input: unknown): Promise<ResponsesSummaryView>;
	/** How many arrived after an instant. */
	newer(actor: Actor | null, input: unknown): Promise<{ n: number }>;
	/** One answer, whole; options and other things of lists by their words in the reader's language. @throws AppError 404 */
	find(actor: Actor | null, id: string, locale: Locale): Promise<ResponseDetailView>;

	/** Leaves answers out of the numbers or takes them back in; each that changes is logged. Repeating it changes nothing. */
	decide(actor: Actor | null, input: unknown): Promise<{ changed: string[] }>;
	/**
	 * Puts an answer right, checked like a new one against the version that was answered; logged with what stood there before.
	 * @throws AppError 404, 400 with issues by question, 409 `nothing_changed`
	 */
	correct(actor: Actor | null, id: string, input: unknown, locale: Locale): Promise<ResponseDetailView>;
	/** Takes the latest correction of its answers back; logged too. @throws AppError 404, 409 `changed_since` */
	undo(actor: Actor | null, id: string, correction: string, locale: Locale): Promise<ResponseDetailView>;
	/** Adds and removes tags of answers; those that are there, or not, already are passed over. */
	tag(actor: Actor | null, input: unknown): Promise<{ tags: TagView[] }>;
	/** Keeps a view under its name; another one of that name becomes it. */
	keepView(actor: Actor | null, input: unknown): Promise<SavedView>;
	/** @throws AppError 404 */
	deleteView(actor: Actor | null, id: string): Promise<void>;
}

export interface DeskDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
}

export const createResponseDesk = (deps: DeskDeps): ResponseDesk => {
	const reads = createDeskReads(deps);
	return { ...reads, ...createDeskWrites(deps, reads) };
};
