import { CheckRows, ListImports } from '#domain/imports/index.ts';
import { authorize, checked } from '../shared/guard.ts';
import { mayUndo } from './find-run.ts';
import type { Imports, ImportsDeps } from './imports.ts';
import { knownRows } from './known.ts';
import * as repo from './repo/imports.ts';
import { toView } from './views.ts';

/** What may be asked before an import and of earlier ones; nothing is changed. */
export function createImportReads({ db }: Pick<ImportsDeps, 'db'>): Pick<Imports, 'check' | 'list'> {
	return {
		async check(actor, input) {
			authorize(actor, 'response.import');
			const { kind, rows } = checked(CheckRows, input);
			return db.inWorkspace(actor.workspaceId, (trx) => knownRows(trx, actor.workspaceId, kind, rows));
		},

		async list(actor, input = {}) {
			authorize(actor, 'response.import');
			const { limit } = checked(ListImports, input);
			const rows = await db.inWorkspace(actor.workspaceId, (trx) =>
				repo.listImports(trx, actor.workspaceId, { limit })
			);
			return rows.map((row) => toView(row, mayUndo(actor)));
		}
	};
}
