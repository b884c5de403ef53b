/** What can be changed of a collector. */
export interface CollectorChange {
	readonly status?: 'open' | 'closed';
	readonly name?: string;
}
