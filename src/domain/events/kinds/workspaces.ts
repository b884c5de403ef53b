import * as v from 'valibot';
import { defineEvent } from '../define-event.ts';

export const workspaceEvents = {
	'workspace.created': defineEvent('workspace', {}),
	'workspace.changed': defineEvent('workspace', {
		fields: v.array(v.picklist(['name', 'timeZone', 'minN', 'rankN', 'privacyUrl']))
	}),
	'import.started': defineEvent('import', {}),
	'import.finished': defineEvent('import', {}),
	'import.undone': defineEvent('import', {})
};
