const DIRECTIONS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Moves the focus to the nearest part in an arrow key's direction. Parts straight ahead count as nearer than those to
 * the side.
 */
export function moveByArrow(event: KeyboardEvent): void {
  const [dx, dy] = DIRECTIONS[event.key] ?? [0, 0];
  const current = event.target as HTMLElement;
  if ((dx === 0 && dy === 0) || !current.matches('[data-part]')) return;
  event.preventDefault();
  const from = centre(current);
  let best: { part: HTMLElement; cost: number } | undefined;
  for (const part of (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[data-part]')) {
    const to = centre(part);
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx);
    if (part === current || ahead < 1) continue;
    const cost = ahead + 2 * aside;
    if (!best || cost < best.cost) best = { part, cost };
  }
  best?.part.focus();
}

function centre(element: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
