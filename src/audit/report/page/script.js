// Searches and sorts the people of the page. Without it, the page shows and prints them all the same.

(() => {
  const BLOCK_ROWS = 50;
  /** Rows put in place at once, before the browser draws; the others follow in pieces. */
  const FIRST_ROWS = 100;
  const PIECE_ROWS = 1000;
  /** Texts read for the search in one piece. */
  const TEXTS = 500;

  const byId = (id) => document.getElementById(id);
  const [search, only, order, down, shown] = ['search', 'only', 'order', 'down', 'shown'].map(byId);
  if (search === null) return;
  document.documentElement.classList.add('scripted');

  const bodies = [...document.querySelectorAll('#people tbody')];
  const rows = bodies.flatMap((body) => [...body.rows]);
  const names = document.querySelector('.names').rows[0].cells;
  const place = new Map(rows.map((row, index) => [row, index]));

  const fold = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const texts = [];
  /** Reads the texts of the rows, as many as are asked for: all at once would keep a long page from answering. */
  function readTexts(most) {
    const end = Math.min(rows.length, texts.length + most);
    while (texts.length < end) {
      texts.push(fold([...rows[texts.length].cells].map((cell) => cell.textContent).join(' ')));
    }
  }
  function readTextsLater() {
    if (texts.length >= rows.length) return;
    readTexts(TEXTS);
    setTimeout(readTextsLater);
  }

  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const isEmpty = (value) => value === '' || value === '-';

  /** The rows in the order that is asked for; what is not known comes last. */
  function sorted() {
    const sign = down.checked ? -1 : 1;
    if (order.value === '') return down.checked ? [...rows].reverse() : rows;
    const column = Number(order.value);
    const keyed = rows.map((row) => {
      const cell = row.cells[column];
      const data = cell.querySelector('data');
      return { row, key: data === null ? cell.textContent : Number(data.value) };
    });
    const after = (one, other) => {
      if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
      if (isEmpty(one) || isEmpty(other)) return Number(isEmpty(one)) - Number(isEmpty(other));
      return sign * compare(String(one), String(other));
    };
    keyed.sort((one, other) => after(one.key, other.key) || place.get(one.row) - place.get(other.row));
    return keyed.map(({ row }) => row);
  }

  let inOrder = rows;
  let wanted = rows;
  let placed = 0;
  let timer = 0;

  /** Puts the wanted rows into the tables, as many as are asked for. */
  function fill(most) {
    const end = Math.min(wanted.length, placed + most);
    while (placed < end) {
      const body = bodies[placed / BLOCK_ROWS];
      const part = wanted.slice(placed, placed + BLOCK_ROWS);
      const isSame = body.rows.length === part.length && part.every((row, index) => body.rows[index] === row);
      if (!isSame) body.replaceChildren(...part);
      body.closest('.block').hidden = false;
      placed += part.length;
    }
    if (placed < wanted.length) return;
    for (const body of bodies.slice(Math.ceil(placed / BLOCK_ROWS))) body.closest('.block').hidden = true;
  }

  function fillLater() {
    clearTimeout(timer);
    if (placed >= wanted.length) return;
    timer = setTimeout(() => {
      fill(PIECE_ROWS);
      fillLater();
    });
  }

  function show() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    if (words.length > 0) readTexts(rows.length);
    wanted = inOrder.filter(
      (row) =>
        (only.value === '' || row.classList.contains(only.value)) &&
        (words.length === 0 || words.every((word) => texts[place.get(row)].includes(word))),
    );
    const count = (number) => number.toLocaleString('en');
    const isAll = wanted.length === rows.length;
    shown.textContent = `${isAll ? '' : `${count(wanted.length)} of `}${count(rows.length)} ${byId('people').dataset.of}`;
    // The other tables may still hold rows that are wanted elsewhere; they are hidden until it is their turn.
    const needed = Math.ceil(wanted.length / BLOCK_ROWS);
    for (const body of bodies.slice(needed)) body.closest('.block').hidden = true;
    placed = 0;
    fill(FIRST_ROWS);
    fillLater();
  }

  function sort() {
    inOrder = sorted();
    [...names].forEach((name, index) => {
      const isKey = order.value === String(index);
      name.dataset.sorted = isKey ? (down.checked ? 'down' : 'up') : '';
    });
    show();
  }

  search.addEventListener('input', show);
  only.addEventListener('change', show);
  order.addEventListener('change', sort);
  down.addEventListener('change', sort);
  [...names].forEach((name, index) => {
    name.addEventListener('click', () => {
      down.checked = order.value === String(index) && !down.checked;
      order.value = String(index);
      sort();
    });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
      event.preventDefault();
      search.focus();
    }
    if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      show();
    }
  });
  // Paper gets what is shown, whole.
  addEventListener('beforeprint', () => {
    clearTimeout(timer);
    fill(wanted.length);
  });
  show();
  addEventListener('load', () => setTimeout(readTextsLater));
})();
