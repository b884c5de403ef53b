import type { Issue } from '#domain/shared/result.ts';

/** What a person has to put right before it can be drawn. */
export class SheetRefusal extends Error {
	readonly issue: Issue;
	constructor(issue: Issue) {
		super(issue.code);
		this.issue = issue;
	}
}
