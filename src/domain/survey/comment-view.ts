import type { MetricId } from '../metrics/index.ts';
import type { ChannelName } from './channels/all-channels.ts';

/** What somebody wrote, with the scores of the same answer. */
export interface CommentView {
	readonly id: string;
	readonly text: string;
	readonly language: string;
	readonly channel: ChannelName;
	readonly submittedAt: string;
	readonly scores: readonly { readonly definition: string; readonly metric: MetricId; readonly score: number }[];
}
