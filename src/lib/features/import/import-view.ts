/** An earlier import, as the list shows it. */
export interface RunView {
	readonly id: string;
	readonly fileName: string;
	readonly total: number;
	readonly created: number;
	readonly duplicate: number;
	readonly failed: number;
	readonly status: string;
	readonly createdAt: string;
}
