/** Width of a text at font size 1, measured on a canvas and kept, since labels are measured over and over. */
export function textMeasure(fontFamily: string): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * 0.55;
  context.font = `100px ${fontFamily}`;
  const kept = new Map<string, number>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const width = context.measureText(text).width / 100;
    kept.set(text, width);
    return width;
  };
}
