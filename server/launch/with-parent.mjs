// Loaded before a program of node_modules (`node --import`): it ends, as on SIGTERM, when whoever started it is gone.
import { isMainThread } from 'node:worker_threads';
import { watchParent } from './parent.mjs';

if (isMainThread) watchParent(() => process.kill(process.pid, 'SIGTERM'));
