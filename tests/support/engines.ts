/** One running PostgreSQL of this test run, with a migrated template database. */
export interface Engine {
	/** `embedded 18`, `debian 15`: for names of tests. */
	readonly name: string;
	readonly host: string;
	readonly port: number;
	readonly superuser: string;
	/** Ordinary role that owns the databases: row-level security applies to it. */
	readonly role: string;
	readonly template: string;
}

/** Where the global setup leaves the engines for the test files (they run in other processes). */
export const ENGINES = 'WAYFELT_TEST_ENGINES';
