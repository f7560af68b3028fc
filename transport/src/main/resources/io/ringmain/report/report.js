
(() => {
  "use strict";
  const { names, data } = JSON.parse(document.getElementById("data").textContent);
  const place = document.getElementById("plot");
  if (!data.slice(1).some(ys => ys.some(y => y !== null))) {
    place.textContent = "No event was measured.";
    place.id = "nothing";
    return;
  }

  const three = value => value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  const duration = ns => {
    const units = ["ns", "µs", "ms", "s"];
    let unit = 0;
    while (ns >= 999.5 && unit < 3) { ns /= 1000; unit++; }
    return (unit === 0 ? ns.toFixed(0) : three(ns)) + " " + units[unit];
  };
  const tick = ns => duration(ns).replace(/\.0+ /, " ");
  // p = 1 - 1/x, with as many digits as it takes to tell it from 100 %
  const percentile = x => {
    const digits = Math.max(0, Math.ceil(Math.log10(x) - 1.9));
    return +(100 * (1 - 1 / x)).toFixed(Math.min(digits + 1, 5)) + " %";
  };
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  let plot = null;
  const size = () => ({ width: place.clientWidth, height: place.clientWidth < 560 ? 300 : 400 });
  const xTicks = [1, 2, 10, 100, 1000, 10000, 100000];

  const decades = (u, splits) => splits.map(y => y !== null && Math.abs(Math.log10(y) - Math.round(Math.log10(y))) < 1e-9 ? y : null);

  const draw = () => {
    const hidden = plot ? plot.series.map(s => s.show === false) : [];
    if (plot) plot.destroy();
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 },
      ticks: { stroke: colour("--line"), width: 1, size: 6 }, font: "12px system-ui, sans-serif" };
    plot = new uPlot({
      ...size(),
      padding: [12, 34, 0, 0],
      scales: {
        x: { time: false, distr: 3, range: [1, 100000] },
        // whole decades, so that two reports can be laid side by side
        y: { distr: 3, range: (u, low, high) => [10 ** Math.floor(Math.log10(Math.max(low || 1, 1))),
          10 ** Math.max(Math.ceil(Math.log10(Math.max(high || 10, 10))), Math.floor(Math.log10(Math.max(low || 1, 1))) + 1)] },
      },
      axes: [
        { ...axis, splits: () => xTicks, filter: (u, splits) => splits, space: 0,
          values: (u, splits) => splits.map(x => u.width < 560 && x === 2 ? "" : percentile(x).replace(" ", "")) },
        { ...axis, size: 66, grid: { ...axis.grid, filter: decades }, ticks: { ...axis.ticks, filter: decades },
          values: (u, splits) => decades(u, splits).map(y => y === null ? null : tick(y)) },
      ],
      cursor: { drag: { setScale: false, x: false, y: false }, points: { size: 8 }, focus: { prox: 24 } },
      focus: { alpha: .3 },
      legend: { live: true, markers: { width: 0, fill: (u, i) => u.series[i]._stroke || u.series[i].stroke(u, i) } },
      series: [
        { label: "percentile", value: (u, x) => x === null ? "" : percentile(x) },
        ...names.map((name, i) => ({
          // the last is the sum of all: the one to look at
          label: name, stroke: colour(i === names.length - 1 ? "--ink" : "--s" + i % 8), width: i === names.length - 1 ? 2.5 : 1.75,
          dash: i >= 8 ? [6, 4] : undefined, points: { show: false }, show: !hidden[i + 1],
          value: (u, y) => y === null || y === undefined ? "" : duration(y),
        })),
      ],
    }, data, place);
  };

  draw();
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth !== width) { width = place.clientWidth; plot.setSize(size()); }
  }).observe(place);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
