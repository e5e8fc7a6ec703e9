import '../style/pod.css';
import { render } from 'preact';
import { PodPage } from './pod-page.tsx';

/** Brings the page to life that publishes to a pod. */
export function startPod(at: HTMLElement): void {
  at.replaceChildren();
  render(<PodPage clientId={at.dataset['client']} pods={at.dataset['pods']} />, at);
}
