"""Timetables as a grid: halls (or days) across, times down, or the other way round; in the cells what is given there.

``laid`` holds a sheet with its merged cells, ``labels`` reads what stands at its edges, ``layout`` finds the grids in
it, ``cells`` reads what stands inside, ``reading`` makes events of them.
"""
