import type { MarkedView } from '#contract/responses.ts';
import type { LinesView } from '#contract/results.ts';
import type { CollectorView, SurveyView } from '#contract/surveys.ts';
import type { AskKind, CommentView } from '#domain/survey/index.ts';
import type { JourneyResults, TrendView } from '#domain/metrics/index.ts';
import { api } from '#lib/api/client.ts';
import type { whichAsked } from '#lib/numbers/filter.ts';
import type { Days } from '#lib/numbers/period.ts';
import type { ResultsAsked } from './results/board-results.ts';
import type { CollectorChange } from './survey/survey-view.ts';

/** Which answers: `whichAsked`. */
type Which = ReturnType<typeof whichAsked>;

/** A part of a list, and where the next one begins. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

/** What the board asks of the server besides the document. Every call throws `ApiError`. */
export interface BoardApi {
	results(journeyId: string, asked: ResultsAsked): Promise<JourneyResults>;
	trend(touchpointId: string, definition: string, days: Days, which?: Which): Promise<TrendView>;
	/** Small lines of some touchpoints. */
	lines(journeyId: string, touchpoints: readonly string[], days: Days, which: Which): Promise<LinesView>;
	/** Those of one series; `days` null: all there are. `hidden`: fewer people (`n`) answered than may be shown (`minN`). */
	comments(
		touchpointId: string,
		definition: string,
		days?: Days | null,
		which?: Which
	): Promise<{ items: readonly CommentView[]; hidden: boolean; minN: number; n: number }>;
	/** Answers that may not be a person's, with the numbers that hold them and those that do not. */
	/** @param days null: all there are */
	marked(touchpointId: string, days: Days | null): Promise<MarkedView>;
	/** @param ids null: all of these days */
	decideMarked(touchpointId: string, days: Days | null, ids: readonly string[] | null, leftOut: boolean): Promise<void>;
	/** Of the whole map, or of one touchpoint. */
	collectors(of: { journeyId: string } | { touchpointId: string }): Promise<readonly CollectorView[]>;
	/** Survey, first version and collector in one step. */
	ask(
		journeyId: string,
		touchpointId: string,
		kind: AskKind
	): Promise<{ survey: SurveyView; collector: CollectorView }>;
	/** One more code of a published survey. */
	addCollector(of: Pick<CollectorView, 'surveyId' | 'touchpointId' | 'channel' | 'name'>): Promise<CollectorView>;
	changeCollector(id: string, change: CollectorChange): Promise<CollectorView>;
	survey(id: string): Promise<SurveyView>;
	publish(id: string): Promise<{ version: number }>;
	qrUrl(collectorId: string, format: 'svg' | 'png'): string;
}

/** The server refuses what it does not know, and a window of its own holds more than days. */
const only = (days: Days | null) => (days ? { from: days.from, to: days.to } : {});

export const httpApi: BoardApi = {
	results: (journeyId, asked) => api.get(`/journeys/${journeyId}/results`, { query: { ...asked } }),
	trend: (touchpointId, definition, days, which = {}) =>
		api.get(`/touchpoints/${touchpointId}/trend`, { query: { definition, ...only(days), ...which } }),
	lines: (journeyId, touchpoints, days, which) =>
		api.get(`/journeys/${journeyId}/lines`, { query: { touchpoints: touchpoints.join(','), ...only(days), ...which } }),
	comments: (touchpointId, definition, days = null, which = {}) =>
		api.get(`/touchpoints/${touchpointId}/comments`, { query: { limit: 20, definition, ...only(days), ...which } }),
	marked: (touchpointId, days) =>
		api.get(`/touchpoints/${touchpointId}/marked`, { query: { limit: 50, ...only(days) } }),
	decideMarked: (touchpointId, days, ids, leftOut) =>
		api.post(`/touchpoints/${touchpointId}/marked`, { leftOut, ...(ids ? { ids } : only(days)) }),
	collectors: async (of) => (await api.get<{ items: readonly CollectorView[] }>('/collectors', { query: of })).items,
	ask: (journeyId, touchpointId, kind) => api.post(`/touchpoints/${touchpointId}/ask`, { journeyId, kind }),
	addCollector: (of) => api.post('/collectors', of),
	changeCollector: (id, change) => api.patch(`/collectors/${id}`, change),
	survey: (id) => api.get(`/surveys/${id}`),
	publish: (id) => api.post(`/surveys/${id}/publish`),
	qrUrl: (collectorId, format) => `/api/v1/collectors/${collectorId}/qr.${format}`
};
