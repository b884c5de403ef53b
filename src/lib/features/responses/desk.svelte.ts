import { SvelteSet } from 'svelte/reactivity';
import type {
	ResponseDetailView,
	ResponseFacets,
	ResponsesSummaryView,
	SavedView,
	TagView
} from '#contract/response-desk.ts';
import type { ResponseView } from '#contract/responses.ts';
import type { ResponseFilters } from '#domain/survey/index.ts';
import { api, ApiError } from '#lib/api/client.ts';
import { saidOf } from '#lib/forms/said-of.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';
import { Rows, type FirstRows } from './rows.svelte.ts';

/** How long a deletion can be taken back, ms. */
const UNDO_MS = 10_000;
/** So many answers an action takes at once. */
const MOST_AT_ONCE = 1000;

export interface DeskData {
	readonly filters: ResponseFilters;
	readonly asOf: string;
	readonly first: FirstRows;
	readonly facets: ResponseFacets;
}

/** What the page knows and does: the list, what is read, what is selected, and what becomes of it. */
export class Desk {
	rows = $state.raw<Rows>()!;
	filters = $state.raw<ResponseFilters>({});
	facets = $state.raw<ResponseFacets>()!;
	summary = $state.raw<ResponsesSummaryView | null>(null);
	summaryFailed = $state<string | null>(null);
	/** New answers that the list does not show. */
	newer = $state(0);
	/** The row that the keyboard is on. */
	current = $state(0);
	/** The answer that is read. */
	open = $state<string | null>(null);
	detail = $state.raw<ResponseDetailView | null>(null);
	detailFailed = $state<string | null>(null);
	busy = $state(false);
	readonly selected = new SvelteSet<string>();
	/** About to be deleted; nothing has happened to them yet. */
	readonly going = new SvelteSet<string>();
	/** Deleted since the list was read. */
	readonly gone = new SvelteSet<string>();
	readonly #toasts: Toasts;
	readonly #waiting = new Map<symbol, readonly string[]>();

	constructor(data: DeskData, toasts: Toasts) {
		this.#toasts = toasts;
		this.take(data);
	}

	/** Another choice of answers, or the same one anew. */
	take({ filters, asOf, first, facets }: DeskData): void {
		this.rows?.stop();
		this.rows = new Rows(filters, asOf, first);
		this.filters = filters;
		this.facets = facets;
		this.newer = 0;
		this.current = 0;
		this.selected.clear();
		this.gone.clear();
		this.summary = null;
	}

	/** How many rows the list has, as far as is known. */
	get total(): number {
		return this.rows.isWhole ? this.rows.known : Math.max(this.summary?.n ?? 0, this.rows.known);
	}

	async sumUp(): Promise<void> {
		const { rows } = this;
		this.summaryFailed = null;
		try {
			const summary = await api.get<ResponsesSummaryView>('/responses/summary', {
				query: { ...rows.filters, asOf: rows.asOf }
			});
			if (rows === this.rows) this.summary = summary;
		} catch (error) {
			if (rows === this.rows) this.summaryFailed = saidOf(error);
		}
	}

	async lookForNewer(): Promise<void> {
		const { rows } = this;
		try {
			const { n } = await api.get<{ n: number }>('/responses/newer', {
				query: { ...rows.filters, after: rows.asOf }
			});
			if (rows === this.rows) this.newer = n;
		} catch (error) {
			// Without network nothing new is known; what is there can be read on. Asked again in a while.
			if (!(error instanceof ApiError)) throw error;
		}
	}

	async read(id: string | null): Promise<void> {
		this.open = id;
		this.detailFailed = null;
		if (id === null) {
			this.detail = null;
			return;
		}
		if (this.detail?.response.id !== id) this.detail = null;
		try {
			const detail = await api.get<ResponseDetailView>(`/responses/${id}`);
			if (this.open === id) this.detail = detail;
		} catch (error) {
			if (this.open === id)
				this.detailFailed = error instanceof ApiError && error.status === 404 ? m.responses_gone() : saidOf(error);
		}
	}

	/** Leaves answers out or takes them back in; said with a way back. */
	async decide(ids: readonly string[], leftOut: boolean): Promise<void> {
		const changed = await this.#doing(async () => {
			const done: string[] = [];
			for (const part of parts(ids))
				done.push(...(await api.post<{ changed: string[] }>('/responses/marks', { ids: part, leftOut })).changed);
			return done;
		});
		if (changed === undefined) return;
		for (const id of changed)
			this.rows.replace(id, (row) => ({ ...row, mark: { reason: row.mark?.reason ?? 'by_hand', leftOut } }));
		this.#toasts.show(
			changed.length === 0
				? m.responses_nothing_done()
				: (leftOut ? m.responses_left_done : m.responses_count_done)({ n: changed.length }),
			{
				about: 'decide',
				...(changed.length > 0 && {
					action: { label: m.responses_undo(), run: () => void this.decide(changed, !leftOut) }
				})
			}
		);
		await this.#anew(changed);
	}

	async tag(ids: readonly string[], add: readonly string[], remove: readonly string[] = []): Promise<boolean> {
		const tags = await this.#doing(async () => {
			let all: TagView[] = [];
			for (const part of parts(ids))
				({ tags: all } = await api.post<{ tags: TagView[] }>('/responses/tags', { ids: part, add, remove }));
			return all;
		});
		if (tags === undefined) return false;
		this.facets = { ...this.facets, tags };
		for (const id of ids) this.rows.replace(id, (row) => ({ ...row, tags: tagsAfter(row, add, remove) }));
		if (this.detail && ids.includes(this.detail.response.id)) await this.read(this.detail.response.id);
		return true;
	}

	async correct(id: string, answers: unknown, why: string): Promise<void> {
		this.#shown(await api.post<ResponseDetailView>(`/responses/${id}/corrections`, { answers, why }));
		this.#toasts.good(m.responses_corrected());
		await this.sumUp();
	}

	async takeBack(id: string, correction: string): Promise<void> {
		const detail = await this.#doing(() =>
			api.remove<ResponseDetailView>(`/responses/${id}/corrections/${correction}`)
		);
		if (detail === undefined) return;
		this.#shown(detail);
		await this.sumUp();
	}

	/** Deletes in a while, unless it is taken back or the page is left – then at once. */
	remove(ids: readonly string[]): void {
		const fresh = ids.filter((id) => !this.going.has(id) && !this.gone.has(id));
		if (fresh.length === 0) return;
		const key = Symbol();
		for (const id of fresh) {
			this.going.add(id);
			this.selected.delete(id);
		}
		this.#waiting.set(key, fresh);
		const timer = setTimeout(() => {
			this.#toasts.close(toast);
			void this.#delete(key);
		}, UNDO_MS);
		const toast = this.#toasts.show(m.responses_deleting({ n: fresh.length }), {
			action: {
				label: m.responses_undo(),
				run: () => {
					clearTimeout(timer);
					// Too late: the page was left meanwhile, and has come back.
					if (!this.#waiting.delete(key)) return;
					for (const id of fresh) this.going.delete(id);
				}
			}
		});
	}

	/** The page is left: what was to be deleted is. */
	leave(): void {
		for (const ids of this.#waiting.values())
			for (const id of ids) {
				void fetch(`/api/v1/responses/${id}`, { method: 'DELETE', keepalive: true });
				this.going.delete(id);
				this.gone.add(id);
			}
		this.#waiting.clear();
		this.rows.stop();
	}

	async keepView(name: string, query: string): Promise<void> {
		const view = await api.post<SavedView>('/response-views', { name, query });
		const others = this.facets.views.filter(({ id, name: other }) => id !== view.id && other !== view.name);
		this.facets = { ...this.facets, views: [...others, view].sort((a, b) => a.name.localeCompare(b.name)) };
		this.#toasts.good(m.responses_view_saved());
	}

	async deleteView({ id, name, query }: SavedView): Promise<void> {
		const done = await this.#doing(async () => {
			await api.delete(`/response-views/${id}`);
			return true;
		});
		if (!done) return;
		this.facets = { ...this.facets, views: this.facets.views.filter((one) => one.id !== id) };
		this.#toasts.show(m.responses_view_deleted({ name }), {
			action: { label: m.responses_undo(), run: () => void this.#doing(() => this.keepView(name, query)) }
		});
	}

	async #delete(key: symbol): Promise<void> {
		const ids = this.#waiting.get(key);
		this.#waiting.delete(key);
		if (ids === undefined) return;
		let failed = 0;
		for (const id of ids) {
			try {
				await api.delete(`/responses/${id}`);
				this.gone.add(id);
			} catch (error) {
				// Somebody else was quicker: it is gone, as was wanted.
				if (error instanceof ApiError && error.status === 404) this.gone.add(id);
				else failed++;
			}
			this.going.delete(id);
		}
		if (failed > 0) this.#toasts.error(m.responses_some_failed({ n: failed }));
		if (failed < ids.length) this.#toasts.good(m.responses_deleted({ n: ids.length - failed }));
		await this.sumUp();
	}

	#shown(detail: ResponseDetailView): void {
		if (this.open === detail.response.id) this.detail = detail;
		this.rows.replace(detail.response.id, () => detail.response);
	}

	async #anew(ids: readonly string[]): Promise<void> {
		await Promise.all([this.sumUp(), this.open !== null && ids.includes(this.open) ? this.read(this.open) : undefined]);
	}

	/** Does something once, and says when it fails; undefined then. */
	async #doing<T>(work: () => Promise<T>): Promise<T | undefined> {
		if (this.busy) return undefined;
		this.busy = true;
		try {
			return await work();
		} catch (error) {
			this.#toasts.error(saidOf(error));
			return undefined;
		} finally {
			this.busy = false;
		}
	}
}

const parts = (ids: readonly string[]): string[][] =>
	Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, at) =>
		ids.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE)
	);

const tagsAfter = (row: ResponseView, add: readonly string[], remove: readonly string[]): string[] =>
	[...new Set([...row.tags, ...add])].filter((tag) => !remove.includes(tag)).sort();
