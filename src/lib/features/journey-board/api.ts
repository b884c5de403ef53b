import type { AskKind, CommentView, SurveyContent } from '#domain/survey/index.ts';
import type { JourneyResults, TrendView } from '#domain/metrics/index.ts';
import { api } from '#lib/api/client.ts';
import type { SetAsideView } from './aside/set-aside-view.ts';
import type { Days } from './results/period.ts';
import type { CollectorChange, CollectorView, SurveyView } from './survey/survey-view.ts';

/** A part of a list, and where the next one begins. */
export interface Page<T> {
	readonly items: readonly T[];
	readonly next: string | null;
}

/** What the board asks of the server besides the document. Every call throws `ApiError`. */
export interface BoardApi {
	results(journeyId: string, days: Days): Promise<JourneyResults>;
	trend(touchpointId: string, definition: string, days: Days): Promise<TrendView>;
	/** `hidden`: there are some, but fewer people answered than may be shown. */
	comments(touchpointId: string): Promise<{ items: readonly CommentView[]; hidden: boolean }>;
	collectors(journeyId: string): Promise<readonly CollectorView[]>;
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
	saveDraft(id: string, draft: { title: string; content: SurveyContent }): Promise<SurveyView>;
	publish(id: string): Promise<{ version: number }>;
	qrUrl(collectorId: string, format: 'svg' | 'png'): string;
	/** Edits that could not be put into the map, the last ones first. */
	setAsides(journeyId: string, cursor: string | null): Promise<Page<SetAsideView>>;
	removeSetAside(journeyId: string, id: string): Promise<void>;
	setAsideUrl(journeyId: string, id: string): string;
}

export const httpApi: BoardApi = {
	results: (journeyId, days) => api.get(`/journeys/${journeyId}/results`, { query: { ...days } }),
	trend: (touchpointId, definition, days) =>
		api.get(`/touchpoints/${touchpointId}/trend`, { query: { definition, ...days } }),
	comments: (touchpointId) => api.get(`/touchpoints/${touchpointId}/comments`, { query: { limit: 20 } }),
	collectors: async (journeyId) =>
		(await api.get<{ items: readonly CollectorView[] }>('/collectors', { query: { journeyId } })).items,
	ask: (journeyId, touchpointId, kind) => api.post(`/touchpoints/${touchpointId}/ask`, { journeyId, kind }),
	addCollector: (of) => api.post('/collectors', of),
	changeCollector: (id, change) => api.patch(`/collectors/${id}`, change),
	survey: (id) => api.get(`/surveys/${id}`),
	saveDraft: (id, draft) => api.patch(`/surveys/${id}`, draft),
	publish: (id) => api.post(`/surveys/${id}/publish`),
	qrUrl: (collectorId, format) => `/api/v1/collectors/${collectorId}/qr.${format}`,
	setAsides: (journeyId, cursor) => api.get(`/journeys/${journeyId}/set-aside`, { query: { cursor } }),
	removeSetAside: (journeyId, id) => api.delete(`/journeys/${journeyId}/set-aside/${id}`),
	setAsideUrl: (journeyId, id) => `/api/v1/journeys/${journeyId}/set-aside/${id}/bytes`
};
