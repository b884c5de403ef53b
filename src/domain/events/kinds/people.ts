import * as v from 'valibot';
import { roles } from '../../access/roles.ts';
import { defineEvent } from '../define-event.ts';

const withRole = { role: v.picklist(roles) };

/** The subject of a member is the person's user id. */
export const peopleEvents = {
	'member.joined': defineEvent('member', withRole),
	'member.changed': defineEvent('member', { fields: v.array(v.picklist(['role', 'departmentId'])) }),
	'member.removed': defineEvent('member', {}),
	'invitation.created': defineEvent('invitation', withRole),
	'invitation.revoked': defineEvent('invitation', {}),
	'token.created': defineEvent('token', withRole),
	'token.revoked': defineEvent('token', {}),
	'department.created': defineEvent('department', {}),
	'department.renamed': defineEvent('department', {}),
	'department.deleted': defineEvent('department', {})
};
