// The types of the reader's modules, for editors and for `tsc -p search_index/browser`; no browser loads this.

/** Parameters of a search, as in the address of the search page. */
type Params = Record<string, string | string[]>;

/** The modules by name. */
interface Modules {
  answer: ReturnType<typeof searchAnswer>;
  bits: ReturnType<typeof searchBits>;
  client: ReturnType<typeof searchClient>;
  columns: ReturnType<typeof searchColumns>;
  cut: ReturnType<typeof searchCut>;
  dates: ReturnType<typeof searchDates>;
  desk: ReturnType<typeof searchDesk>;
  engine: ReturnType<typeof searchEngine>;
  expand: ReturnType<typeof searchExpand>;
  explain: ReturnType<typeof searchExplain>;
  figures: ReturnType<typeof searchFigures>;
  filters: ReturnType<typeof searchFilters>;
  fold: ReturnType<typeof searchFold>;
  index: ReturnType<typeof searchIndex>;
  lines: ReturnType<typeof searchLines>;
  lists: ReturnType<typeof searchLists>;
  match: ReturnType<typeof searchMatch>;
  matches: ReturnType<typeof searchMatches>;
  near_numbers: ReturnType<typeof searchNearNumbers>;
  needles: ReturnType<typeof searchNeedles>;
  notes: ReturnType<typeof searchNotes>;
  numbers: ReturnType<typeof searchNumbers>;
  order: ReturnType<typeof searchOrder>;
  passages: ReturnType<typeof searchPassages>;
  patterns: ReturnType<typeof searchPatterns>;
  phrase: ReturnType<typeof searchPhrase>;
  plan: ReturnType<typeof searchPlan>;
  rank: ReturnType<typeof searchRank>;
  readings: ReturnType<typeof searchReadings>;
  records: ReturnType<typeof searchRecords>;
  relax: ReturnType<typeof searchRelax>;
  rows: ReturnType<typeof searchRows>;
  score: ReturnType<typeof searchScore>;
  script_text: ReturnType<typeof searchScriptText>;
  scripts: ReturnType<typeof searchScripts>;
  segment: ReturnType<typeof searchSegment>;
  shelf: ReturnType<typeof searchShelf>;
  spelling: ReturnType<typeof searchSpelling>;
  suggest: ReturnType<typeof searchSuggest>;
  syntax: ReturnType<typeof searchSyntax>;
  terms: ReturnType<typeof searchTerms>;
  title: ReturnType<typeof searchTitle>;
  vocabulary: ReturnType<typeof searchVocabulary>;
  worker: ReturnType<typeof searchWorker>;
  /** The files of search_index/data, by name. */
  tables: Record<string, any>;
}

type Use = <Name extends keyof Modules>(name: Name) => Modules[Name];

declare const searchReader: {
  factories: Record<string, Function>;
  connect(factories: Record<string, Function>): Use;
  use: Use;
  define(name: string, factory: Function): void;
  part(text: string): void;
  open(base: string): ReturnType<Modules["client"]["open"]>;
};
