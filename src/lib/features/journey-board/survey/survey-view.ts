import type { ChannelName, SurveyContent } from '#domain/survey/index.ts';

/** A survey as the API shows it. */
export interface SurveyView {
	readonly id: string;
	readonly title: string;
	readonly kind: string;
	readonly draft: SurveyContent;
	readonly published: { readonly version: number; readonly content: SurveyContent } | null;
	/** The draft differs from what is published. */
	readonly changed: boolean;
	/** Ids of questions that begin a new series when this draft is published. */
	readonly newSeries: readonly string[];
}

/** A collector as the API shows it. */
export interface CollectorView {
	readonly id: string;
	readonly code: string;
	/** null when it has no page (imports, API). */
	readonly url: string | null;
	readonly channel: ChannelName;
	/** Has a QR code. */
	readonly printable: boolean;
	readonly surveyId: string;
	readonly surveyTitle: string;
	readonly surveyKind: string;
	readonly touchpointId: string;
	readonly status: 'open' | 'closed' | 'expired';
	readonly closesAt: string | null;
	readonly createdAt: string;
}
