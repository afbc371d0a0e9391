import { autocompletion, type CompletionContext, closeCompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  type KeyBinding,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { passesTyping } from './chord.ts';
import { languageOf, type Vocabulary } from './languages.ts';

export interface EditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly language: string;
  readonly label: string;
  readonly vocabulary: Vocabulary;
  readonly nonce: string;
  /** Keys that mean save and leave; the ones that write a character stay characters. */
  readonly keys: { readonly save: readonly string[]; readonly leave: readonly string[] };
  save(text: string): void;
  leave(): void;
}

export interface Editor {
  text(): string;
  focus(): void;
  /** Underlines the word at an offset in UTF-16 units, or nothing. */
  mark(offset: number | null): void;
  close(): void;
}

const setMark = StateEffect.define<number | null>();
const underline = Decoration.mark({ class: 'editor-error' });

const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      if (effect.value === null) next = Decoration.none;
      else {
        const from = Math.min(effect.value, Math.max(0, transaction.newDoc.length - 1));
        const word = /^(?:[\p{L}\p{N}_$.]+|.)/u.exec(transaction.newDoc.sliceString(from, from + 64))?.[0] ?? '';
        next = word ? Decoration.set(underline.range(from, from + word.length)) : Decoration.none;
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.typeName], color: 'var(--keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--accent)' },
  { tag: [tags.special(tags.name), tags.labelName], color: 'var(--warning)' },
  { tag: [tags.comment, tags.meta], color: 'var(--dim)' },
  { tag: tags.heading, fontWeight: '620' },
  { tag: tags.strong, fontWeight: '620' },
  { tag: tags.emphasis, fontStyle: 'italic' },
]);

const looks = EditorView.theme({
  '&': { backgroundColor: 'var(--background)', color: 'var(--text)', fontSize: 'var(--size-grid)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'var(--font-mono)', lineHeight: '18px', padding: '6px 0', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: '0', color: 'var(--dim)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px', minWidth: '30px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-tint)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', border: '1px solid var(--line-strong)', color: 'var(--text)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '220px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-tint)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--dim)', fontStyle: 'normal' },
  '.cm-matchingBracket': { backgroundColor: 'var(--raised)', outline: '1px solid var(--line-strong)' },
  '.editor-error': {
    textDecoration: 'underline wavy var(--loss) 1px',
    textUnderlineOffset: '3px',
  },
});

/** `$day`, `{cell.column}` and other names that the language itself does not know. */
const names = (vocabulary: Vocabulary) => (context: CompletionContext) => {
  const word = context.matchBefore(/[$\p{L}_][\p{L}\p{N}_.]*/u);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  return {
    from: word.from,
    options: [
      ...vocabulary.inputs.map((name) => ({ label: `$${name}`, type: 'variable', detail: 'input', boost: 20 })),
      ...vocabulary.cells.map((name) => ({ label: name, type: 'type', detail: 'cell', boost: 20 })),
      ...vocabulary.sources.map(({ name }) => ({ label: name, type: 'type', detail: 'source', boost: 10 })),
    ],
    validFor: /^[$\p{L}_][\p{L}\p{N}_.]*$/u,
  };
};

/** CodeMirror writes `Ctrl-s` for our `Ctrl-S`. */
const bound = (keys: readonly string[], run: (view: EditorView) => boolean): KeyBinding[] =>
  keys
    .filter((chord) => passesTyping(chord) || /-.{2,}$/.test(chord))
    .map((chord) => ({ key: chord.replace(/-[A-Z]$/, (letter) => letter.toLowerCase()), run }));

export function openEditor(options: EditorOptions): Editor {
  const save = (view: EditorView): boolean => {
    closeCompletion(view);
    options.save(view.state.doc.toString());
    return true;
  };
  const leave = (): boolean => {
    options.leave();
    return true;
  };
  const language = languageOf(options.language, options.vocabulary);
  const extensions: Extension[] = [
    keymap.of(bound(options.keys.save, save)),
    EditorView.cspNonce.of(options.nonce),
    lineNumbers(),
    history(),
    drawSelection(),
    bracketMatching(),
    EditorView.lineWrapping,
    autocompletion({ icons: false }),
    language.extension,
    language.data.of({ autocomplete: names(options.vocabulary) }),
    syntaxHighlighting(highlighting),
    errorMark,
    looks,
    EditorView.contentAttributes.of({ 'aria-label': options.label }),
    keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    keymap.of(bound(options.keys.leave, leave)),
  ];
  const view = new EditorView({ doc: options.text, extensions, parent: options.parent });
  return {
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    mark: (offset) => view.dispatch({ effects: setMark.of(offset) }),
    close: () => view.destroy(),
  };
}
