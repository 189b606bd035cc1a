// Tells the page around it how high it is, in the words that the frames of newsrooms understand: AMP, Datawrapper, Pym.
(() => {
  const name = decodeURIComponent(location.pathname.split('/').pop().replace('.html', ''));
  const pym = new URLSearchParams(location.search).get('childId') || name;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    parent.postMessage({ sentinel: 'amp', type: 'embed-size', height }, '*');
    parent.postMessage({ 'datawrapper-height': { [name]: height } }, '*');
    parent.postMessage('pymxPYMx' + pym + 'xPYMxheightxPYMx' + height, '*');
  };
  if (parent !== window) new ResizeObserver(tell).observe(document.documentElement);
})();
