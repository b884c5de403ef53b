import * as v from 'valibot';
import { IdSchema } from '../../shared/ids.ts';
import { defineEvent } from '../define-event.ts';

export const workspaceEvents = {
	'workspace.created': defineEvent('workspace', {}),
	'workspace.changed': defineEvent('workspace', {
		fields: v.array(v.picklist(['name', 'timeZone', 'minN', 'rankN', 'privacyUrl']))
	}),
	/** A secret by which websites prove who looks at their pages. */
	'workspace.identity-secret-made': defineEvent('workspace', { secretId: IdSchema }),
	'workspace.identity-secret-deleted': defineEvent('workspace', { secretId: IdSchema }),
	/** Customers who are not to be asked, or are again: how many names; never whose. */
	'workspace.do-not-contact-changed': defineEvent('workspace', { added: v.number(), removed: v.number() }),
	'import.started': defineEvent('import', {}),
	'import.finished': defineEvent('import', {}),
	'import.undone': defineEvent('import', {})
};
