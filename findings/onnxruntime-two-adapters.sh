#!/usr/bin/env bash
# onnxruntime 1.30.0: of two active adapters that set the same inputs the first alone counts, and it goes before the feed.
#
# add_active_adapter takes any number of .onnx_adapter files, which suggests a sum as with LoRA elsewhere; where they bring
# a value for one input, the one added first is used, without an error. So too against a value that is fed to run by hand.
# Adapters for different inputs do work together. Here the model is x + x·A·B with x = 1: factors of 1 make 2, of B = 5 make 6.
# Seen on 2026-12-01 (Python 3.11): none 1 · one 2 · five 6 · one, five 2 · five, one 6 · one with five fed 2 · fed alone 6 · A and B from two files 2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet onnxruntime==1.30.0 onnx==1.23.1 numpy==2.4.6
cat >run.py <<'PY'
import tempfile

import numpy as np
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

ort.set_default_logger_severity(3)


def number(value):
    return np.full((1, 1), value, np.float32)


def model():
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1]) for name in "xAB"]
    nodes = [("MatMul", "xA", "h"), ("MatMul", "hB", "d"), ("Add", "xd", "y")]
    graph = helper.make_graph(
        [helper.make_node(kind, list(given), [made]) for kind, given, made in nodes],
        "adapted",
        inputs,
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1])],
        [numpy_helper.from_array(number(0), name) for name in "AB"],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    return ort.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])


def adapter(**values):
    contents = ort.AdapterFormat()
    contents.set_adapter_version(1)
    contents.set_model_version(1)
    contents.set_parameters({name: ort.OrtValue.ortvalue_from_numpy(number(x)) for name, x in values.items()})
    loaded = ort.LoraAdapter()
    with tempfile.NamedTemporaryFile(suffix=".onnx_adapter") as file:
        contents.export_adapter(file.name)
        loaded.Load(file.name)
    return loaded


session = model()
one, five = adapter(A=1, B=1), adapter(A=1, B=5)
only_a, only_b = adapter(A=1), adapter(B=1)
fed = {"A": number(1), "B": number(5)}


def run(*active, **feed):
    options = ort.RunOptions()
    for each in active:
        options.add_active_adapter(each)
    return f"{session.run(None, {'x': number(1), **feed}, options)[0].item():g}"


lines = {
    "none": run(),
    "one": run(one),
    "five": run(five),
    "one, five": run(one, five),
    "five, one": run(five, one),
    "one with five fed": run(one, **fed),
    "fed alone": run(**fed),
    "A and B from two files": run(only_a, only_b),
}
print(" · ".join(f"{name} {value}" for name, value in lines.items()))
PY
seen=$(venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'none 1 · one 2 · five 6 · one, five 2 · five, one 6 · one with five fed 2 · fed alone 6 · A and B from two files 2' ]
