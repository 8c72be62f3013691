/** How well scores order what came before what did not. */

/** Area under the ROC curve; ties count half. NaN when all outcomes are alike. */
export function areaUnderCurve(scores: ArrayLike<number>, outcome: ArrayLike<number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let positives = 0;
  for (let i = 0; i < outcome.length; i++) positives += outcome[i]!;
  let ranks = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    for (let at = start; at < end; at++) if (outcome[order[at]!]) ranks += (start + end + 1) / 2;
    start = end;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}
