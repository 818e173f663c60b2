// Level 1, what is found while the text is typed. Asks this server only; without this file the same list comes when the form is sent.
(() => {
  const field = document.getElementById('consultText');
  const list = document.getElementById('marks');
  const status = document.getElementById('marks-status');
  if (!field || !list || !status) return;

  const pause = 500; // milliseconds after the last key
  let timer, asking = false, read = field.value;

  const later = wait => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  };

  const show = page => {
    // Whoever is writing a reason or stands on a button keeps their place.
    if (list.contains(document.activeElement)) return later(4 * pause);
    list.replaceChildren(...new DOMParser().parseFromString(page, 'text/html').body.childNodes);
    const says = list.querySelector('[data-says]');
    status.textContent = says ? says.dataset.says : '';
  };

  async function ask() {
    const text = field.value;
    if (asking) return later(pause);
    if (text === read || text.length > Number(list.dataset.longest)) return;
    asking = true;
    try {
      const answer = await fetch(list.dataset.address, {
        method: 'POST', body: new URLSearchParams(new FormData(field.form)), credentials: 'same-origin', redirect: 'error', cache: 'no-store',
      });
      if (answer.ok) {
        const page = await answer.text();
        // An answer to an older text is thrown away.
        if (field.value === text) {
          read = text;
          show(page);
        }
      }
    } catch {
      // No connection or no session any more: the check when the form is sent stays.
    } finally {
      asking = false;
      if (field.value !== text) later(pause);
    }
  }

  const confirmed = document.getElementById('consultConfirmed');
  const confirmedFor = document.getElementById('confirmedFor');
  field.addEventListener('input', () => {
    // A tick belongs to the text it was given for; the server sees to that too.
    if (confirmed) confirmed.checked = false;
    if (confirmedFor) confirmedFor.value = '';
    later(pause);
  });
})();
