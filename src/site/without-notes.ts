/** A page's answer as it may stand on another page: without its sidenotes, whose ids belong to their own page. */
export function withoutNotes(html: string): string {
  return html.replace(/<sup class="sn"[\s\S]*?<\/sup>|<small class="note"[\s\S]*?<\/small>/g, "");
}
