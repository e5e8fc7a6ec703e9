import '../style/base.css';
import '../style/pages.css';
import '../style/pages-alone.css';
import '../style/form.css';
import '../style/favourites.css';
import '../style/lineage.css';
import '../style/sparql.css';
import { startHeader } from './header.ts';

startHeader();
const actions = document.querySelector<HTMLElement>('[data-entity-actions]');
// Most pages have none, and need not wait for what draws them.
if (actions) void import('../share/start-actions.tsx').then(({ startActions }) => startActions(actions));

// Only one page in many has the form.
const form = document.querySelector<HTMLFormElement>('[data-profile-form]');
if (form) void import('../publish/start-form.ts').then(({ startForm }) => startForm(form));

const leads = document.querySelector<HTMLElement>('[data-leads]');
if (leads) void import('../leads/start-leads.ts').then(({ startLeads }) => startLeads(leads));

const pod = document.querySelector<HTMLElement>('[data-pod]');
if (pod) void import('../pod/start-pod.tsx').then(({ startPod }) => startPod(pod));

const query = document.querySelector<HTMLFormElement>('[data-query-form]');
if (query) void import('../query/start-query.ts').then(({ startQuery }) => startQuery(query));

const png = document.querySelector<HTMLButtonElement>('[data-eco-png]');
if (png) void import('./take-png.ts').then(({ offerPng }) => offerPng(png));

const ecosystem = document.querySelector<HTMLElement>('[data-eco]');
if (ecosystem) void import('./move-drawing.ts').then(({ offerMoving }) => offerMoving(ecosystem));
