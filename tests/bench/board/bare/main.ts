import { mount } from 'svelte';
import App from './App.svelte';

const size = new URLSearchParams(location.search).get('size');
const map = await (await fetch(`/data/${size}.json`)).json();
mount(App, { target: document.getElementById('app')!, props: { map } });
