/** A part of the sheet: heading and content; and which signs are worth a line. */
import { type Child, h } from '../shell/h.ts';
import { type Key, t } from '../shell/language.ts';
import type { Brief } from './answers.ts';

export const section = (id: string, title: Key, ...children: Child[]): HTMLElement =>
  h('section', { class: 'brief-section', 'aria-labelledby': id }, h('h3', { id }, t(title)), ...children);

/** Signs that are worth something yet. */
export const fresh = ({ signals }: Brief['card']): Brief['card']['signals'] =>
  signals.filter(({ worth }) => worth >= 0.01);
