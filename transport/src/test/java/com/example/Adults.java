package com.example;

// tag::app
import io.ringmain.node.RecordApp;
import io.ringmain.node.Steps;

public final class Adults extends RecordApp
{
    @Override
    protected void describe(Steps steps)
    {
        steps.filterJson("adults", person -> person.path("age").asInt() >= 18)
                .mapJson("greet", person -> person.put("greeting", "Hello, " + person.path("name").asText() + "!"));
    }
}
// end::app
