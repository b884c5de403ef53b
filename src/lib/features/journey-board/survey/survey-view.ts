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

/** What can be changed of a collector. */
export interface CollectorChange {
	readonly status?: 'open' | 'closed';
	readonly name?: string;
}

/** A collector as the API shows it. */
export interface CollectorView {
	readonly id: string;
	readonly code: string;
	/** Tells several codes of one touchpoint apart. */
	readonly name: string | null;
	/** Answers that came through it. */
	readonly answers: number;
	/** null when it has no page (imports, API). */
	readonly url: string | null;
	readonly channel: ChannelName;
	/** Has a QR code. */
	readonly printable: boolean;
	readonly surveyId: string;
	readonly surveyTitle: string;
	readonly surveyKind: string;
	/** The draft differs from what is published. */
	readonly surveyChanged: boolean;
	readonly touchpointId: string;
	readonly status: 'open' | 'closed' | 'expired';
	readonly closesAt: string | null;
	readonly createdAt: string;
}
