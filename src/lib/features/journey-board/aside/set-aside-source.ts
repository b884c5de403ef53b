import type { SetAsideView } from '#contract/set-asides.ts';
import { api } from '#lib/api/client.ts';

/** Where edits that could not be put into a document are listed and removed. Every call throws `ApiError`. */
export interface SetAsideSource {
	/** The last ones first. `edits`: how many there are on all pages. */
	page(cursor: string | null): Promise<{ items: readonly SetAsideView[]; next: string | null; edits: number }>;
	remove(id: string): Promise<void>;
	/** Address of the edits as they are stored. */
	bytesUrl(id: string): string;
}

/** Those of one document. @param list below `/api/v1` */
export function setAsidesOf(list: '/journeys' | '/surveys', documentId: string): SetAsideSource {
	const root = `${list}/${documentId}/set-aside`;
	return {
		page: (cursor) => api.get(root, { query: { cursor } }),
		remove: (id) => api.delete(`${root}/${id}`),
		bytesUrl: (id) => `/api/v1${root}/${id}/bytes`
	};
}
