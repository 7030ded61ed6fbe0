// The search page's only script: it asks for the index when the reader asks, and for no more of it
// than the words need. Written for the browsers of old phones: no syntax newer than 2009, no fetch.
//
// Comments stand on lines of their own: the build leaves these out, and the spaces before each line.
(function () {
  'use strict';
  var form = document.getElementById('cari');
  var field = form.elements.q;
  var news = document.getElementById('kabar');
  var list = document.getElementById('hasil');
  var row = document.getElementById('baris').content.firstElementChild;
  var data = form.dataset;
  var firstWords = data.words.split(' ');
  // A large index names the parts of its words in files of their own, and its parts of pages are alike.
  var starts = data.starts && data.starts.split(' ');
  var firstPages = (data.pages || '').split(' ').map(Number);
  var kept = {};
  var turn = 0;
  // What a word says of a page: from its title, a heading, its description, its text.
  var WORTH = [10, 4, 3, 1];
  var SHOWN = data.each ? 10 : 20;

  // The same as Snowball's Indonesian algorithm, which made the index; see `search/word.rs`.
  function stem(word) {
    var vowels = word.replace(/[^aeiou]/g, '').length;
    // What was taken off in front decides what may come off behind: 1 di-, me-, ter-; 2 per-; 3 ke-, peng-; 4 ber-.
    var front = 0;
    var found;
    var joined;
    function cut(pattern) {
      var rest = word.replace(pattern, '');
      if (rest !== word) {
        word = rest;
        vowels--;
      }
      return vowels > 2;
    }
    function suffix() {
      if (/an$/.test(word)) {
        if (front !== 2 && front !== 3 && /kan$/.test(word)) return cut(/kan$/);
        return front !== 1 && cut(/an$/);
      }
      return front < 3 && /[^s]i$/.test(word) && cut(/i$/);
    }
    function second() {
      var prefix = /^(per|pel(?=ajar)|pe|ber|bel(?=ajar)|be(?=[^aeiou]er))/.exec(word);
      if (!prefix) return;
      if (prefix[0] !== 'pel') front = prefix[0].charAt(0) === 'p' ? 2 : 4;
      cut(prefix[0]);
    }
    if (vowels < 3 || !cut(/(kah|lah|pun)$/) || !cut(/(nya|ku|mu)$/)) return word;
    found = /^(di|ke|meng?|mem?|peng?|pem|ter)/.exec(word);
    if (found) {
      found = found[0];
      front = /^[kp]/.test(found) ? 3 : 1;
      word = word.slice(found.length);
      vowels--;
      if (/m$/.test(found) && /^[aeiou]/.test(word)) joined = 'p';
      if (/n$/.test(found) && /^y[aeiou]/.test(word)) joined = 's';
      if (joined) word = joined + word.replace(/^y/, '');
      if (vowels > 2 && suffix() && !joined) second();
    } else {
      second();
      if (vowels > 2) suffix();
    }
    return word;
  }

  function stems(text) {
    text = text.toLowerCase();
    if (text.normalize) text = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
    return text.split(/[^a-z0-9]+/).filter(function (word) {
      return word.length > 1;
    }).map(function (word) {
      return document.documentElement.lang === 'en' ? word : stem(word);
    }).filter(function (word, place, all) {
      return all.indexOf(word) === place;
    });
  }

  // How many letters are wrong, missing, too many or exchanged.
  function slips(a, b) {
    var before, last = [], now, i, j;
    for (j = 0; j <= b.length; j++) last[j] = j;
    for (i = 1; i <= a.length; i++) {
      now = [i];
      for (j = 1; j <= b.length; j++) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      before = last;
      last = now;
    }
    return last[b.length];
  }

  // How well a word of the index answers a word of the reader, from 0 to 1.
  function likeness(word, known) {
    var allowed = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    var longer = known.length - word.length;
    if (word === known) return 1;
    if (word.length > 2 && known.indexOf(word) === 0) return 0.7;
    if (Math.abs(longer) <= allowed && slips(word, known) <= allowed) return 0.5;
    return known.length > 2 && longer > -4 && word.indexOf(known) === 0 ? 0.4 : 0;
  }

  // The pages of a word: in four groups, each page by its distance from the one before. A space in
  // front says that more pages have the word than are listed.
  function eachPage(pages, see) {
    pages.trim().split('!').forEach(function (group, level) {
      var i = 0, far, step, page = -1;
      while (i < group.length) {
        step = group.charCodeAt(i++) - 35;
        if (step > 56) step--;
        // Behind one that is far stands how often ninety are passed.
        page += far ? 90 * (step + 1) : step < 90 ? step + 1 : 0;
        if (!far && step < 90) see(page, WORTH[level]);
        far = !far && step > 89;
      }
    });
  }

  // The part of the index that holds a word or a page: the last that begins before it.
  function part(firsts, wanted) {
    var i = firsts.length - 1;
    while (i > 0 && firsts[i] > wanted) i--;
    return i;
  }

  function load(names, done) {
    var now = ++turn;
    var waiting = names.filter(function (name, place) {
      return !kept[name] && names.indexOf(name) === place;
    });
    var left = waiting.length;
    if (!left) return done();
    news.textContent = data.wait;
    waiting.forEach(function (name) {
      var request = new XMLHttpRequest();
      request.open('GET', data.index.replace('*', name));
      request.onload = request.onerror = function () {
        try {
          kept[name] = JSON.parse(request.responseText);
        } catch (error) {
          left = -1;
        }
        // Whoever has asked something else since gets the answer to that.
        if (now !== turn) return;
        if (left < 0) news.textContent = data.fail;
        else if (--left === 0) done();
      };
      request.send();
    });
  }

  // The best likeness of a word to any that is loaded, and the words that have it.
  function look(word, names) {
    var best = { like: 0, pages: [] };
    names.forEach(function (name) {
      Object.keys(kept[name]).forEach(function (known) {
        var like = likeness(word, known);
        if (like < best.like || !like) return;
        if (like > best.like) best = { like: like, pages: [] };
        best.pages.push(kept[name][known]);
      });
    });
    return best;
  }

  function home(word) {
    var place = part(firstWords, word);
    return 'k' + (starts ? +starts[place] + part(kept['d' + place], word) : place);
  }

  // Loads what says where words are, then what holds them.
  function loadWords(words, done) {
    load(starts ? words.map(function (word) {
      return 'd' + part(firstWords, word);
    }) : [], function () {
      load(words.map(home), done);
    });
  }

  function search() {
    var asked = /^#q=(.*)/.exec(location.hash);
    var wanted;
    if (!asked) return;
    field.value = decodeURIComponent(asked[1].replace(/\+/g, ' '));
    wanted = stems(field.value);
    list.textContent = '';
    if (!wanted.length) return;
    if (location.protocol === 'file:') {
      news.textContent = data.file;
      return;
    }
    loadWords(wanted, function () {
      // A slip in the first letter leads to another part: a small index is read whole, of a large one the likeliest.
      var others = [];
      wanted.forEach(function (word) {
        if (look(word, [home(word)]).like) return;
        if (!starts && firstWords.length < 9) others = firstWords;
        else others.push(word.slice(1), word.charAt(1) + word.charAt(0) + word.slice(2));
      });
      others = others.concat(wanted);
      loadWords(others, function () {
        rank(wanted.map(function (word) {
          var own = look(word, [home(word)]);
          return own.like ? own : look(word, others.map(home));
        }));
      });
    });
  }

  function rank(found) {
    var scores = {};
    var counts = {};
    var most = 0;
    var exact = true;
    var pages;
    found.forEach(function (one) {
      var best = {};
      var common = one.pages.every(function (pages) {
        return !pages || pages.charAt(0) === ' ';
      });
      if (one.like < 0.7) exact = false;
      one.pages.forEach(function (pages) {
        // A word on few pages says more than one on many.
        var weight = one.like * Math.log(1 + 1000 / (pages.length + 1));
        eachPage(pages, function (page, worth) {
          best[page] = Math.max(best[page] || 0, worth * weight);
        });
      });
      Object.keys(best).forEach(function (page) {
        scores[page] = (scores[page] || 0) + best[page];
        counts[page] = (counts[page] || 0) + (common ? 0 : 1);
        most = Math.max(most, counts[page]);
      });
    });
    pages = Object.keys(scores).map(Number).filter(function (page) {
      return counts[page] === most;
    }).sort(function (a, b) {
      return scores[b] - scores[a] || a - b;
    });
    load(pages.slice(0, SHOWN).map(function (page) {
      return 'h' + shard(page);
    }), function () {
      show(pages, exact);
    });
  }

  function shard(page) {
    return data.each ? Math.floor(page / data.each) : part(firstPages, page);
  }

  function show(pages, exact) {
    var text = !pages.length ? data.none : !exact ? data.near : pages.length > SHOWN ? data.most : data.found;
    var kinds = data.kinds.split('|');
    pages.slice(0, SHOWN).forEach(function (page) {
      var own = shard(page);
      var at = (page - (data.each ? own * data.each : firstPages[own])) * 4;
      var entry = kept['h' + own].slice(at, at + 4);
      var item = row.cloneNode(true);
      var lines = item.querySelectorAll('a, p');
      lines[0].href = data.top + entry[1] + data.end;
      lines[0].textContent = entry[2];
      lines[1].textContent = entry[0] < kinds.length ? kinds[entry[0]] : data.example + ' · ' + kinds[entry[0] - kinds.length];
      lines[2].textContent = entry[3];
      list.appendChild(item);
    });
    news.textContent = text.replace('{n}', pages.length).replace('{m}', SHOWN);
  }

  form.onsubmit = function (event) {
    var address = '#q=' + encodeURIComponent(field.value);
    event.preventDefault();
    if (location.hash === address) search();
    else location.hash = address;
  };
  window.onhashchange = search;
  search();
}());
