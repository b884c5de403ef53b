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
	readonly author: string | null;
	readonly journeys: readonly { readonly id: string; readonly title: string }[];
	readonly firstDay: string | null;
	readonly lastDay: string | null;
	readonly undoable: boolean;
	readonly undone: { readonly answers: number; readonly by: string | null; readonly at: string } | null;
}
